import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { type MockOptions, startMock } from '../mock/server.ts';
import { readSuite } from '../run/suite.ts';
import type { Account } from './account.ts';
import { type ConformanceRun, runConformance } from './conformanceRun.ts';
import { type Measured, medianOf } from './measure.ts';
import type { Told } from './part.ts';
import type { Workspace } from './workspace.ts';
import { wrongServers } from './wrongServers.ts';

/** How a run ends against a right server, and against a wrong one. */
const [conformant, notConformant] = [0, 1];

/** The names of what is measured, as the table heads its columns. */
const columns = { bare: 'bare loop', plain: 'suite, no runner', whole: 'npm run conformance, 1 worker' };

/** Measures all columns, then a right server and the wrong ones. Throws where a run is not what it is taken for. */
export async function measureAll(rounds: number, record: string, workspace: Workspace): Promise<Account> {
  const { plan } = readSuite({});
  runPart('record', record);
  const runs: Record<string, Measured[]> = {};
  let refusedByBareLoop = 0;
  for (let round = 0; round < rounds; round += 1) {
    const bare = runPart('bare', record);
    refusedByBareLoop = bare.refused ?? 0;
    const found = {
      [columns.bare]: bare,
      [columns.plain]: runPart('plain', record),
      [columns.whole]: await runWhole(workspace),
    };
    for (const [name, { startUp, milliseconds, requests }] of Object.entries(found))
      runs[name] = [...(runs[name] ?? []), { startUp, milliseconds, requests }];
  }
  const medians = Object.fromEntries(Object.entries(runs).map(([name, some]) => [name, medianOf(some)]));
  const floor = medians[columns.bare]?.milliseconds ?? Number.NaN;
  const right = await serveAndRun(workspace, []);
  if (right.code !== conformant) throw new Error(`the mock is not conformant: ${right.reasons.join('; ')}`);
  const wrong: Record<string, ConformanceRun & { ratio: number }> = {};
  for (const [name, faults] of Object.entries(wrongServers)) {
    const run = await serveAndRun(workspace, faults);
    if (run.code !== notConformant) throw new Error(`a server with ${name} is not found to be wrong`);
    wrong[name] = { ...run, ratio: run.milliseconds / right.milliseconds };
  }
  return {
    date: new Date().toISOString().slice(0, 10),
    node: process.versions.node,
    rounds,
    cases: plan.length,
    documentedRequests: plan.filter(({ documented }) => documented.kind === 'request').length,
    runs: medians,
    ratios: Object.fromEntries(Object.entries(medians).map(([name, { milliseconds }]) => [name, milliseconds / floor])),
    refusedByBareLoop,
    right,
    wrong,
  };
}

/** Runs a part of the benchmark in a process of its own. */
function runPart(name: string, record: string): Told {
  const script = fileURLToPath(new URL('./part.js', import.meta.url));
  const { stdout, stderr, status } = spawnSync(process.execPath, [script, name, record], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  const told = JSON.parse(stdout) as Told;
  if (told.problems.length > 0)
    throw new Error(`${name}: ${told.problems.length} problems, the first: ${told.problems[0]}`);
  return told;
}

/** The run proper on one worker; what a run of one short case takes is its start-up. */
async function runWhole(workspace: Workspace): Promise<Measured> {
  const short = await runConformance(workspace, ['--workers=1', '--grep', 'List groupPolicyMigrationReports GET'], {});
  const whole = await runConformance(workspace, ['--workers=1'], {});
  return {
    startUp: { 'run of one case': short.milliseconds },
    milliseconds: whole.milliseconds - short.milliseconds,
    requests: whole.requests - short.requests,
  };
}

async function serveAndRun(workspace: Workspace, faults: MockOptions['faults']): Promise<ConformanceRun> {
  const mock = await startMock({ ...(faults ? { faults } : {}) });
  try {
    const run = await runConformance(workspace, [], { GRAPH_TARGET: 'mock', GRAPH_BASE_URL: mock.baseUrl });
    if (run.notJudged > 0) throw new Error(`${run.notJudged} of ${run.cases} cases were not judged`);
    return run;
  } finally {
    await mock.close();
  }
}
