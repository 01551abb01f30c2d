import { existsSync } from 'node:fs';
import { settings } from '../settings/settings.ts';
import { runCommand } from './command.ts';
import type { Values } from './option/arguments.ts';
import { refused as ofRuns, runOptions, runUsage } from './option/runOptions.ts';
import { readTokenFile, tokenIsSeen } from './option/tokenFile.ts';
import { UsageError } from './option/usageError.ts';
import type { Interruption } from './process/interruption.ts';
import { conformance } from './run/conformanceRun.ts';

/** The settings that options stand for; the last word on an option is that of the command line. */
const variables = {
  'base-url': settings.baseUrl.name,
  capabilities: settings.capabilities.name,
  levels: settings.levels.name,
  policies: settings.policies.name,
  deviations: settings.deviations.name,
  ca: settings.ca.name,
  proxy: settings.proxy.name,
  timeout: settings.deadline.name,
  wait: settings.ready.name,
} as const;

const names = Object.keys(variables) as (keyof typeof variables)[];

const { timeout: _ofPlaywright, ...refused } = ofRuns;

const command = {
  name: 'gate',
  usage: `--base-url <url> [option…]
  holds a mock server against the documentation, and ends with 0 conformant, 1 not conformant, 2 inconclusive,
  3 fault of the suite, 64 wrong usage
  --base-url <url>        where the server is, with or without /beta
  --capabilities <file>   what it claims, where that is not everything (contracts/capabilities.schema.json)
  --token-file <file>     holds the bearer token that it takes, - for standard input (GRAPH_TOKEN, or else mock-token)
  --levels <list>         levels to judge: shape,state,protocol (all)
  --policies <list>       stances where the documentation is silent, such as second-delete=fail
  --deviations <file>     known deviations of the server
  --ca <file>             certificate authorities to trust besides those of Node, PEM
  --insecure              takes any certificate; the report tells of it
  --proxy <url>           proxy to the server (HTTPS_PROXY, HTTP_PROXY and NO_PROXY are obeyed too)
  --timeout <ms>          until a request without an answer is given up (10000)
  --wait <ms>             until a server that does not answer yet is given up (30000)
${runUsage}`,
  options: {
    ...(Object.fromEntries(names.map((name) => [name, { type: 'string' }])) as Record<
      keyof typeof variables,
      { readonly type: 'string' }
    >),
    token: { type: 'string' },
    'token-file': { type: 'string' },
    insecure: { type: 'boolean' },
    ...runOptions,
  },
  refused: { ...refused, token: tokenIsSeen },
} as const;

/** Gates a mock server: waits for it, and runs everything that it claims against it. */
function gate(
  values: Values<typeof command>,
  _operands: readonly string[],
  interruption: Interruption,
): Promise<number> {
  if (values['base-url'] === undefined)
    throw new UsageError('--base-url is missing; it says where the server is, such as http://127.0.0.1:3000/beta');
  for (const name of ['capabilities', 'deviations', 'ca'] as const) {
    const file = values[name];
    if (file !== undefined && !existsSync(file))
      throw new UsageError(`--${name} ${file} is no file; name one that is there`);
  }
  process.env[settings.target.name] = 'mock';
  process.env[settings.ready.name] ??= '30000';
  if (values.insecure) process.env[settings.certificates.name] = 'unchecked';
  const tokenFile = values['token-file'];
  if (tokenFile !== undefined) {
    process.env[settings.token.name] = readTokenFile(tokenFile);
    // It is the token of this server, whatever a file of settings says of another one.
    process.env[settings.credential.name] = '';
  }
  for (const name of names) {
    const value = values[name];
    if (value !== undefined) process.env[variables[name]] = value;
  }
  return conformance('gate', values, interruption);
}

await runCommand(command, gate);
