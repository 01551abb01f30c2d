import { mkdirSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { lenient } from '../../fixtures/lenient.ts';
import { type Matrix, matrixOf, type Row, rowsAttachment } from '../../fixtures/matrix.ts';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';
import { type ServerUnderProof, serverAttachment, servers } from '../../fixtures/servers.ts';
import { faults } from '../../src/mock/faults/catalogue.ts';
import { aligned } from '../../src/report/text/table.ts';

const file = 'reports/matrix.json';
/** The faults that servers have, and the lenient twin. */
const elsewhere = [...servers.map(({ fault }) => fault), ...lenient.faults.map(({ name }) => name)];

/** Writes the matrix of claims and faults, prints it and what was said of the servers, and fails under 100 %; a selection of cases fails only by its own. */
export default class ProofReporter implements Reporter {
  readonly #rows: Row[] = [];
  readonly #right: ServerUnderProof[] = [];

  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(_test: TestCase, { attachments, status }: TestResult): void {
    for (const { name, body } of attachments) {
      if (!body || (name !== rowsAttachment && name !== serverAttachment)) continue;
      const attached: unknown = JSON.parse(body.toString('utf8'));
      if (name === rowsAttachment) this.#rows.push(...(attached as Row[]));
      else if (status === 'passed') this.#right.push(attached as ServerUnderProof);
    }
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    const planned = embeddedSuite.plan.reduce((sum, { claims }) => sum + claims.length, 0);
    const matrix = matrixOf(this.#rows, faults, new Set(elsewhere));
    const isPart = new Set(this.#rows.map((row) => row.case)).size < embeddedSuite.plan.length;
    const lines = [
      ...(this.#right.length > 0 ? describeServers(this.#right) : []),
      ...(this.#rows.length > 0 ? describeMatrix(matrix, planned, isPart) : []),
    ];
    if (this.#rows.length > 0) {
      mkdirSync('reports', { recursive: true });
      writeFileSync(file, `${JSON.stringify(matrix, null, 1)}\n`);
    }
    process.stdout.write(`${lines.join('\n')}\n`);
    const whole = isPart || (matrix.breakable === planned && matrix.unused.length === 0);
    return { status: status === 'passed' && !whole ? 'failed' : status };
  }
}

function describeMatrix({ kinds, breakable, unused }: Matrix, planned: number, isPart: boolean): string[] {
  const scores = aligned([
    ['kind of claim', 'claims', 'broken by its fault alone'],
    ...kinds.map(({ level, kind, claims, breakable: broken }) => [`${level}: ${kind}`, String(claims), String(broken)]),
  ]);
  const names = ['fault', ...kinds.map(({ faults: used }) => used.join(', '))];
  return [
    '',
    ...scores.map((line, index) => `${line}  ${names[index]}`),
    '',
    ...(isPart ? [] : unused).map((name) => `the fault ${name} breaks no claim, and no server has it`),
    `${breakable} of ${planned} claims can be broken; ${file} says by what`,
  ];
}

/** By group: of how many servers that must fail, pass, or do as a policy says, the suite said the right thing. */
function describeServers(right: readonly ServerUnderProof[]): string[] {
  const kinds: readonly (readonly [title: string, (server: ServerUnderProof) => boolean])[] = [
    ['wrong', ({ outcome }) => outcome === 'fail'],
    ['right', ({ outcome }) => outcome === 'pass'],
    ['blocked', ({ outcome }) => outcome === 'blocked'],
    ['by policy', ({ policy }) => policy !== undefined],
  ];
  const row = (name: string, isIn: (server: ServerUnderProof) => boolean): string[] => [
    name,
    ...kinds.map(([, isOf]) => {
      const all = servers.filter((server) => isIn(server) && isOf(server)).length;
      return all === 0 ? '·' : `${right.filter((server) => isIn(server) && isOf(server)).length} of ${all}`;
    }),
  ];
  const groups = [...new Set(servers.map(({ group }) => group))];
  return [
    '',
    ...aligned([
      ['servers judged rightly', ...kinds.map(([title]) => title)],
      ...groups.map((name) => row(name, ({ group }) => group === name)),
      row('all', () => true),
    ]),
  ];
}
