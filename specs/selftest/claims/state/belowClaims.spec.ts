import { expect, test } from '@playwright/test';
import { answered, file, findingOf, type Row, unanswered } from '../../../../fixtures/judged.ts';
import type { Sibling } from '../../../../src/evidence/evidence.ts';
import type { Exchange } from '../../../../src/evidence/exchange.ts';
import { broken, kept, open } from '../../../../src/evidence/finding.ts';

const value = { ...file, '@odata.type': '#microsoft.graph.groupPolicyDefinitionValue', enabled: true };
const shown = (change: object = {}): Exchange => answered(200, { ...value, ...change });
const notFound = answered(404, { error: { code: 'itemNotFound', message: 'x' } });

/** What is seen of an entity that a request may not touch, and what the claim about it comes to; `name` is that of the evidence. */
const rowsOf = (name: 'below' | 'elsewhere', nothing: string): readonly Row[] => {
  const seen = (before: Exchange, after: Exchange): { readonly [key: string]: Sibling } => ({
    [name]: { before, after },
  });
  return [
    ['as it was', seen(shown(), shown()), kept],
    ['changed', seen(shown(), shown({ enabled: false })), broken('true', 'false', '/enabled', false)],
    ['gone', seen(shown(), notFound), broken('status 200 and the entity', 'status 404 (itemNotFound)')],
    ['not answered afterwards', seen(shown(), unanswered), open('the connection was reset')],
    ['not found before', seen(notFound, shown()), open('it could not be read before: status 404 (itemNotFound)')],
    ['nothing is there', {}, open(nothing)],
    ['the request was not sent, and why', { gaps: { request: 'nothing to be found' } }, open('nothing to be found')],
    ['it could not be made, and why', { gaps: { [name]: 'refused', request: 'nothing' } }, open('refused')],
  ];
};

const tables: Readonly<Record<string, readonly Row[]>> = {
  'groupPolicyConfiguration/update#1 below': rowsOf('below', 'nothing is below it'),
  'groupPolicyDefinitionValue/delete#1 elsewhere': rowsOf('elsewhere', 'there is no other'),
};

for (const [about, rows] of Object.entries(tables)) {
  test.describe(about, () => {
    for (const row of rows) test(row[0], () => expect(findingOf(about, row)).toEqual(row[2]));
  });
}
