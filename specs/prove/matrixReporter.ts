import { mkdirSync, writeFileSync } from 'node:fs';
import type { FullResult, Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { type Matrix, matrixOf, type Row, rowsAttachment } from '../../fixtures/matrix.ts';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';
import { faults } from '../../src/mock/faults/catalogue.ts';
import { aligned } from '../../src/report/table.ts';

const file = 'reports/matrix.json';

/** Writes the matrix of claims and faults, prints its score, and fails under 100 %. */
export default class MatrixReporter implements Reporter {
  readonly #rows: Row[] = [];

  printsToStdio(): boolean {
    return false;
  }

  onTestEnd(_test: TestCase, { attachments }: TestResult): void {
    const body = attachments.find(({ name }) => name === rowsAttachment)?.body;
    if (body) this.#rows.push(...(JSON.parse(body.toString('utf8')) as Row[]));
  }

  async onEnd({ status }: FullResult): Promise<{ status: FullResult['status'] }> {
    if (this.#rows.length === 0) return { status };
    const planned = embeddedSuite.plan.reduce((sum, { claims }) => sum + claims.length, 0);
    const matrix = matrixOf(this.#rows, faults);
    mkdirSync('reports', { recursive: true });
    writeFileSync(file, `${JSON.stringify(matrix, null, 1)}\n`);
    process.stdout.write(`${describe(matrix, planned)}\n`);
    const whole = matrix.breakable === planned && matrix.unused.length === 0;
    return { status: status === 'passed' && !whole ? 'failed' : status };
  }
}

function describe({ kinds, breakable, unused }: Matrix, planned: number): string {
  const scores = aligned([
    ['kind of claim', 'claims', 'broken by its fault alone'],
    ...kinds.map(({ level, kind, claims, breakable: broken }) => [`${level}: ${kind}`, String(claims), String(broken)]),
  ]);
  const names = ['fault', ...kinds.map(({ faults: used }) => used.join(', '))];
  return [
    '',
    ...scores.map((line, index) => `${line}  ${names[index]}`),
    '',
    ...unused.map((name) => `the fault ${name} breaks no claim`),
    `${breakable} of ${planned} claims can be broken; ${file} says by what`,
  ].join('\n');
}
