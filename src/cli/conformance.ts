import { runCommand } from './command.ts';
import { refused, runOptions, runUsage } from './option/runOptions.ts';
import { conformance } from './run/conformanceRun.ts';

await runCommand(
  {
    name: 'conformance',
    usage: `[option…]
  sends the documented requests to the target that settings name, and judges the answers (.env.example has the settings);
  ends with 0 conformant, 1 not conformant, 2 inconclusive, 3 fault of the suite, 64 wrong usage
${runUsage}`,
    options: runOptions,
    refused,
  },
  (asked, _operands, interruption) => conformance('conformance', asked, interruption),
);
