import type { Environment, SettingProblem } from '../setting.ts';

/** A variable by which a runtime, or a library, shows or gives away what a live run sends. */
interface Eavesdropper {
  readonly name: string;
  /** Whether a value has that effect; any value has without it. */
  readonly shows?: (value: string) => boolean;
  /** What happens, to go on from "by which". */
  readonly because: string;
}

/** An option of Node's in NODE_OPTIONS, by its beginning, and what happens because of it. */
const flags: readonly (readonly [flag: RegExp, because: string])[] = [
  [/^--inspect/, 'a debugger can read the tokens'],
  [/^--(?:experimental-network-inspection|experimental-worker-inspection)/, 'a debugger can read what is sent'],
  [
    /^(?:-r|--require|--import|--loader|--experimental-loader)$/,
    'other code runs in the process and can read the tokens',
  ],
  [/^--trace-tls$/, 'Node prints what it sends'],
  [/^--tls-keylog$/, 'the keys of every connection are written to a file'],
  [
    /^--(?:heapsnapshot|heap-prof|abort-on-uncaught-exception)/,
    'the memory of the process, with its tokens, is written to a file',
  ],
  [/^--report-(?:on-|uncaught-exception)/, 'the environment, with its secrets, is written to a file'],
  [/^--(?:trace-events?|trace-event-)/, 'what happens in the process is written to a file'],
];

/** The beginnings of the names by which Playwright and the libraries of credentials and proxies write down what they do. */
const namespaces = ['pw:', 'azure:', 'typeSpecRuntimeLogger:', 'http-proxy-agent', 'https-proxy-agent', 'agent-base'];

const eavesdroppers: readonly Eavesdropper[] = [
  { name: 'NODE_DEBUG', because: 'Node prints what it sends, with the tokens' },
  { name: 'NODE_DEBUG_NATIVE', because: 'Node prints what it sends' },
  { name: 'NODE_V8_COVERAGE', because: 'every process writes into a folder that nothing searches for secrets' },
  { name: 'SSLKEYLOGFILE', because: 'the keys of connections are written to a file' },
  { name: 'DEBUG', shows: enables, because: 'Playwright and the library of the credentials print what they do' },
  { name: 'AZURE_LOG_LEVEL', because: 'the library of the credentials prints what it sends' },
  { name: 'TYPESPEC_RUNTIME_LOG_LEVEL', because: 'the library of the credentials prints what it sends' },
];

/** Whether a value of DEBUG lets one of the libraries speak: names separated by commas or blanks, with `*` for any rest. */
function enables(value: string): boolean {
  return value.split(/[\s,]+/).some((pattern) => {
    const [known = ''] = pattern.split('*');
    if (pattern === '' || pattern.startsWith('-')) return false;
    return namespaces.some((name) => known.startsWith(name) || (pattern.includes('*') && name.startsWith(known)));
  });
}

/** One problem for each way in which an environment would show what a live run sends to others than the service. */
export function eavesdropperProblems(environment: Environment): readonly SettingProblem[] {
  const variables = eavesdroppers.flatMap(({ name, shows = () => true, because }) => {
    const value = environment[name];
    return value && shows(value) ? [problemOf(name, name, because)] : [];
  });
  return [...variables, ...flagProblems(wordsIn(environment['NODE_OPTIONS'] ?? ''), 'NODE_OPTIONS with ')];
}

/** One problem for each of Node's options by which a live run would show what it sends; `before` is how the option is told. */
export function flagProblems(words: readonly string[], before = 'the option of Node '): readonly SettingProblem[] {
  return words.flatMap((word) => {
    const [written = ''] = word.split('=');
    // Node takes an underscore for a dash.
    const flag = written.replaceAll('_', '-');
    const found = flags.find(([is]) => is.test(flag));
    return found ? [problemOf('NODE_OPTIONS', `${before}${flag}`, found[1])] : [];
  });
}

function problemOf(name: string, told: string, because: string): SettingProblem {
  const sentence = `${told} is set, by which ${because}; remove it for GRAPH_TARGET=live`;
  return { kind: 'wrong', settings: [name], sentence };
}

/** The words in NODE_OPTIONS: separated by blanks, with double quotes around those that hold some, and a backslash before a quote within. */
function wordsIn(text: string): string[] {
  const words = text.match(/(?:"(?:\\.|[^"\\])*"|[^\s"])+/g) ?? [];
  return words.map((word) =>
    word.replaceAll(/"((?:\\.|[^"\\])*)"/g, (_whole, inner: string) => inner.replaceAll(/\\(.)/g, '$1')),
  );
}
