import { runCommand } from './command.ts';
import { conformance } from './conformanceRun.ts';

await runCommand('conformance', (args) => conformance('conformance', args));
