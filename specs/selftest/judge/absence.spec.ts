import { expect, test } from '@playwright/test';
import { casesNamed, embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { ArrangeError, gapOf } from '../../../src/arrange/arrangeError.ts';
import { type Gap, nothingSeen } from '../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { absences } from '../../../src/judge/absence.ts';

const [planned] = casesNamed('groupPolicyObjectFile/get#1');

function answered(status: number): Exchange {
  return {
    method: 'GET',
    path: '/',
    headers: {},
    milliseconds: 0,
    answer: { status, headers: {}, text: '' } as unknown as NonNullable<Exchange['answer']>,
  };
}

const silent: Exchange = {
  method: 'GET',
  path: '/',
  headers: {},
  milliseconds: 0,
  failure: { kind: 'timeout', message: 'x' },
};

/** Exchanges of a case that could not be arranged, and whether nothing was there or nothing is known. */
const rows: readonly (readonly [title: string, exchanges: readonly Exchange[], absent: boolean])[] = [
  ['nothing was asked', [], true],
  ['every answer is a right one', [answered(200), answered(204)], true],
  ['a relationship leads nowhere', [answered(200), answered(404)], true],
  ['the service refuses', [answered(200), answered(403)], false],
  ['the service throttles', [answered(429)], false],
  ['the service fails', [answered(500), answered(200)], false],
  ['no answer came', [answered(200), silent], false],
];
for (const [title, exchanges, absent] of rows)
  test(`${title}: claims are ${absent ? 'not asked' : 'undecided'}`, () => {
    if (!planned) throw new Error('there is no case');
    const gap: Gap = gapOf(new ArrangeError('nothing is there'), exchanges);
    const evidence = { ...nothingSeen, gaps: { request: gap } };
    const left = absences(planned, evidence, embeddedSuite.api, 'none', () => true);
    expect(left.size > 0).toBe(absent);
    for (const omission of left.values())
      expect(omission).toEqual({ cause: { by: 'absence', mode: 'none' }, what: 'nothing is there' });
    expect(absences(planned, evidence, embeddedSuite.api, 'none', () => false).size).toBe(0);
  });
