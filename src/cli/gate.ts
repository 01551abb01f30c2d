import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { settings } from '../graph/settings.ts';
import { exitCode, runCommand, UsageError } from './command.ts';
import { conformance } from './conformanceRun.ts';

const usage = `usage: npm run gate -- --base-url <url> [option…] [-- <option of Playwright>…]
  holds a mock server against the documentation, and ends with 0 conformant, 1 not conformant, 2 inconclusive,
  3 fault of the suite, 64 wrong usage
  --base-url <url>        where the server is, with or without /beta
  --capabilities <file>   what it claims, where that is not everything (contracts/capabilities.schema.json)
  --token <text>          bearer token that it takes (mock-token)
  --levels <list>         levels to judge: shape,state,protocol (all)
  --policies <list>       stances where the documentation is silent, such as second-delete=fail
  --deviations <file>     known deviations of the server
  --ca <file>             certificate authorities to trust besides those of Node, PEM
  --insecure              takes any certificate; the report tells of it
  --proxy <url>           proxy to the server (HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed too)
  --timeout <ms>          until a request without an answer is given up (10000)
  --wait <ms>             until a server that does not answer yet is given up (30000)`;

/** The settings that options stand for; the last word on an option is that of the command line. */
const variables = {
  'base-url': settings.baseUrl.name,
  capabilities: settings.capabilities.name,
  token: settings.token.name,
  levels: settings.levels.name,
  policies: settings.policies.name,
  deviations: settings.deviations.name,
  ca: settings.ca.name,
  proxy: settings.proxy.name,
  timeout: settings.deadline.name,
  wait: settings.ready.name,
} as const;

/** Gates a mock server: waits for it, and runs everything that it claims against it. */
async function gate(args: string[]): Promise<number> {
  const names = Object.keys(variables) as (keyof typeof variables)[];
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      ...(Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Record<
        keyof typeof variables,
        { type: 'string' }
      >),
      insecure: { type: 'boolean' },
      help: { type: 'boolean' },
    },
  });
  if (values.help) {
    process.stdout.write(`${usage}\n`);
    return exitCode.conformant;
  }
  if (values['base-url'] === undefined) throw new UsageError(`--base-url is missing\n${usage}`);
  const [stray] = positionals;
  if (stray !== undefined && !stray.startsWith('-')) throw new UsageError(`"${stray}" belongs to no option\n${usage}`);
  for (const name of ['capabilities', 'deviations', 'ca'] as const) {
    const file = values[name];
    if (file !== undefined && !existsSync(file)) throw new UsageError(`--${name} ${file} is no file\n${usage}`);
  }
  process.env[settings.target.name] = 'mock';
  process.env[settings.ready.name] ??= '30000';
  if (values.insecure) process.env[settings.certificates.name] = 'unchecked';
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) process.env[variables[name]] = value;
  }
  return conformance('gate', positionals);
}

await runCommand('gate', gate);
