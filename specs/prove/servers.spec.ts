import { expect, test } from '@playwright/test';
import { embeddedSuite } from '../../fixtures/rehearsal.ts';
import { type Said, type ServerUnderProof, saidOf, serverAttachment, servers } from '../../fixtures/servers.ts';
import type { Stance } from '../../src/judge/policy.ts';
import { readSuite } from '../../src/run/suite.ts';
import { matchesPattern } from '../../src/value/pattern.ts';

/** What the suite says of a server under a stance of its policy. */
async function underStance(server: ServerUnderProof, stance?: Stance): Promise<Said> {
  const { policies } =
    stance && server.policy ? readSuite({ GRAPH_POLICIES: `${server.policy}=${stance}` }) : embeddedSuite;
  const said = await saidOf(server, policies);
  expect(said.fired, 'the fault never fired').toBeGreaterThan(0);
  return said;
}

function expectFailure({ breaks = '' }: ServerUnderProof, { conformant, failed }: Said): void {
  expect(conformant).toBe(false);
  expect(
    failed.filter((id) => matchesPattern(breaks, id)),
    `${breaks} among ${failed}`,
  ).not.toEqual([]);
}

for (const server of servers) {
  test(`${server.id}: ${server.outcome}${server.policy ? ` by ${server.policy}` : ''}`, async ({}, testInfo) => {
    const said = await underStance(server);
    if (server.outcome === 'fail') expectFailure(server, said);
    else if (server.outcome === 'blocked') {
      expect(said).toMatchObject({ conformant: false, failed: [] });
      expect(said.undecided).not.toEqual([]);
    } else {
      const { conformant, failed, undecided, warned } = said;
      const warnings = server.outcome === 'warn' ? [server.policy] : [];
      expect({ conformant, failed, undecided, warned }).toEqual({
        conformant: true,
        failed: [],
        undecided: [],
        warned: warnings,
      });
    }
    if (server.policy !== undefined) {
      expectFailure(server, await underStance(server, 'fail'));
      expect(await underStance(server, 'warn')).toMatchObject({ conformant: true, warned: [server.policy] });
      expect(await underStance(server, 'pass')).toMatchObject({ conformant: true, warned: [] });
    }
    await testInfo.attach(serverAttachment, { body: JSON.stringify(server), contentType: 'application/json' });
  });
}
