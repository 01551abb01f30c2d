import { expect, test } from '@playwright/test';
import { clientOf, embeddedSuite } from '../../../fixtures/rehearsal.ts';
import { upload } from '../../../fixtures/upload.ts';
import { Arranger } from '../../../src/arrange/arranger.ts';
import { Session } from '../../../src/arrange/session.ts';
import type { Exchange } from '../../../src/evidence/exchange.ts';
import { type Fate, fateOf, type Leftover } from '../../../src/evidence/leftover.ts';
import { startMock } from '../../../src/mock/server.ts';
import { type FrontOptions, type FrontRequest, type RightAnswer, startFront } from '../../../src/tenant/front.ts';
import { Patience } from '../../../src/transport/time/patience.ts';

const { api } = embeddedSuite;
const type = 'groupPolicyConfiguration';
const mark = 'gpconf-0123456789ab-1234567890-0123456789abcdef';
const gone = undefined;

function came(method: string, status: number | undefined): Exchange {
  const outcome =
    status === undefined
      ? { failure: { kind: 'unavailable', message: 'throttled', class: 'throttled' } as const }
      : { answer: { status, headers: {} } };
  return { method, path: '/x/1', headers: {}, milliseconds: 1, ...outcome };
}

test.describe('what became of an entity that was to be removed', () => {
  const silent = undefined;
  const fates: readonly [removal: number | undefined, look: number | undefined | 'none', fate: Fate | undefined][] = [
    ...[200, 202, 204, 404, 410].flatMap((removal): [number, number | undefined | 'none', Fate | undefined][] => [
      [removal, 'none', gone],
      [removal, 404, gone],
      [removal, 410, gone],
      [removal, 200, 'not removed'],
      [removal, 403, 'not seen gone'],
      [removal, 429, 'not seen gone'],
      [removal, 500, 'not seen gone'],
      [removal, silent, 'not seen gone'],
    ]),
    ...[400, 403, 409, 429, 500, 503, silent].flatMap(
      (removal): [number | undefined, number | undefined | 'none', Fate | undefined][] => [
        [removal, 'none', 'not removed'],
        [removal, 404, gone],
        [removal, 200, 'not removed'],
        [removal, silent, 'not removed'],
      ],
    ),
  ];
  for (const [removal, look, fate] of fates)
    test(`DELETE ${removal ?? 'without answer'}, look ${look ?? 'without answer'}: ${fate ?? 'gone'}`, () => {
      expect(fateOf(came('DELETE', removal), look === 'none' ? undefined : came('GET', look))).toBe(fate);
    });
});

const throttled: RightAnswer = { status: 429, headers: { 'retry-after': '9' }, body: '' };
const refused: RightAnswer = { status: 409, headers: {}, body: '' };
const shown: RightAnswer = { status: 200, headers: { 'content-type': 'application/json' }, body: '{}' };
const isLook = ({ method, path }: FrontRequest): boolean => method === 'GET' && path.includes('Configurations/');

/** Makes a policy on a service that does what a front says, removes it, and gives what is told to be left. */
async function leftOn(
  front: FrontOptions,
  marked = true,
  underway: (session: Session) => void = () => undefined,
): Promise<{ left: readonly Leftover[]; kept: number }> {
  const mock = await startMock({ api });
  const service = await startFront(mock, front);
  const client = clientOf(service.baseUrl, mock.token);
  const session = new Session(
    {
      api,
      client,
      patience: new Patience({ window: 200, total: 1000 }),
      seed: 's',
      upload,
      ...(marked ? { mark } : {}),
    },
    'case',
  );
  const arranger = new Arranger(session, type);
  await arranger.make(type);
  underway(session);
  const left = await arranger.removeAll();
  const direct = clientOf(mock.baseUrl, mock.token);
  const listed = await direct.send({ method: 'GET', path: '/deviceManagement/groupPolicyConfigurations' });
  const { value } = JSON.parse(listed.answer?.text ?? '{}') as { value: unknown[] };
  for (const one of [direct, client]) await one.close();
  await service.close();
  await mock.close();
  return { left, kept: value.length };
}

test.describe('a case says of what it made', () => {
  const young = Date.now;
  let made = 0;
  const services: readonly [title: string, front: FrontOptions, fates: readonly Fate[]][] = [
    ['nothing where it is gone', {}, []],
    [
      'that it was not seen to be gone, where only the look is throttled',
      { refuse: (request) => (isLook(request) ? throttled : undefined) },
      ['not seen gone'],
    ],
    [
      'that it was not removed, where the removal is refused',
      { refuse: ({ method }) => (method === 'DELETE' ? refused : undefined) },
      ['not removed'],
    ],
    [
      'that it was not removed, where the removal is throttled',
      { refuse: ({ method }) => (method === 'DELETE' ? throttled : undefined) },
      ['not removed'],
    ],
    [
      'that it was not removed, where it still shows after 204',
      { refuse: (request) => (isLook(request) ? shown : undefined) },
      ['not removed'],
    ],
    [
      'nothing where the answer to the removal is lost, and it is gone',
      { instead: ({ method }) => (method === 'DELETE' ? (socket) => socket.destroy() : undefined) },
      [],
    ],
    [
      'nothing where it was not shown at once, and removed when it was',
      {
        tell: (answer, { method }) => {
          if (method === 'POST') made = young();
          return answer;
        },
        refuse: ({ method, path }) =>
          method !== 'POST' && path.includes('Configurations/') && young() - made < 150
            ? { ...refused, status: 404 }
            : undefined,
      },
      [],
    ],
  ];
  for (const [title, front, fates] of services)
    test(title, async () => {
      const { left, kept } = await leftOn(front);
      expect(left.map(({ fate }) => fate)).toEqual(fates);
      if (fates.length === 0) expect(kept).toBe(0);
    });
});

test('a server that is only run by itself is believed', async () => {
  const { left } = await leftOn({ refuse: (request) => (isLook(request) ? throttled : undefined) }, false);
  expect(left).toEqual([]);
});

test('what was made is removed if the case is interrupted, be it before the removal or during it', async () => {
  expect(await leftOn({}, true, (session) => session.interrupt())).toEqual({ left: [], kept: 0 });
  let interrupt = (): void => undefined;
  const onRemoval: FrontOptions = {
    refuse: ({ method }) => {
      if (method === 'DELETE') interrupt();
      return undefined;
    },
  };
  const held = (session: Session): void => {
    interrupt = () => session.interrupt();
  };
  expect(await leftOn(onRemoval, true, held)).toEqual({ left: [], kept: 0 });
});
