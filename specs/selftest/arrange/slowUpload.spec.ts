import { expect, test } from '@playwright/test';
import { clientOf, embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { Arranger } from '../../../src/arrange/arranger.ts';
import { Session } from '../../../src/arrange/session.ts';
import { startMock } from '../../../src/mock/server.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const { api } = embeddedSuite;
const type = 'groupPolicyUploadedDefinitionFile';
const none = { window: 0, total: 0 };

/** Arranges a definition on a service on which uploads take `slow` milliseconds, and waits for them up to `patient`. */
async function arrange(slow: number, patient: number): Promise<{ definitions: number; reads: number }> {
  const mock = await startMock({ api, faults: [{ name: 'slow-upload', scope: { with: slow } }] });
  const client = clientOf(mock.baseUrl, mock.token);
  const uploads = new Patience({ window: patient, total: patient });
  const session = new Session({ api, client, patience: new Patience(none), uploads, seed: 's', upload }, 'case');
  try {
    const arranger = new Arranger(session, type);
    await arranger.obtain('groupPolicyUploadedDefinitionFile');
    const reads = session.exchanges.filter(({ method, path }) => method === 'GET' && !path.includes('?')).length;
    return { definitions: arranger.scene.all('groupPolicyUploadedDefinition').length, reads };
  } finally {
    await client.close();
    await mock.close();
  }
}

test('what follows an upload is waited for', async () => {
  const { definitions, reads } = await arrange(200, 5000);
  expect(reads).toBeGreaterThan(1);
  expect(definitions).toBeGreaterThan(1);
});

test('an upload that ends at once is not asked for again', async () => {
  expect((await arrange(0, 5000)).reads).toBe(0);
});

test('an upload that does not end is no reason to wait for ever', async () => {
  await expect(arrange(60_000, 100)).rejects.toThrow('the upload of a definition file does not end');
});
