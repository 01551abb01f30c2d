import { expect } from '@playwright/test';
import { test } from '../../../../fixtures/command.ts';
import { endingSignals } from '../../../../src/report/ending/ending.ts';

test.setTimeout(120_000);

for (const [command, args, announced] of [
  ['mock', ['--port', '0'], /^mock listening on http:/],
  ['tenant', ['--port', '0', '--env', '.env.rehearse', '--empty'], /^tenant listening on https:/],
] as const)
  for (const signal of endingSignals)
    test(`${signal} is how ${command} is stopped: it ends with 0, and with all its processes`, async ({
      workspace,
    }) => {
      const running = workspace.start(command, args);
      await running.printed(announced);
      running.kill(signal);
      expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
      expect(running.isAlive()).toBe(false);
    });

test('a mock of whose output only the first line is read serves on, and ends quietly', async ({ workspace }) => {
  const running = workspace.start('mock', ['--port', '0', '--fault', 'answer-example']);
  const [, baseUrl = ''] = await running.printed(/^mock listening on (.+)$/m);
  running.stopReading();
  const answer = await fetch(`${baseUrl}/deviceManagement/groupPolicyConfigurations`, {
    headers: { authorization: 'Bearer mock-token' },
  });
  expect(answer.status).toBe(200);
  running.kill('SIGTERM');
  expect(await running.ended).toMatchObject({ code: 0, stderr: '' });
});
