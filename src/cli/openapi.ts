import { openapiOf } from '../export/openapi.ts';
import { runExport } from './exportCommand.ts';

await runExport('openapi', openapiOf);
