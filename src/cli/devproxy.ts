import { devproxyOf } from '../export/devproxy.ts';
import { runExport } from './exportCommand.ts';

await runExport('devproxy', devproxyOf);
