import { describeAnswer } from '../../evidence/answers.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import { claimKind } from '../claimKind.ts';
import { probes } from '../probes.ts';

function statusWords(statuses: readonly number[]): string {
  return statuses.length === 1 ? String(statuses[0]) : `one of ${statuses.join(', ')}`;
}

/** What has to be refused is refused, with the status that Graph documents for the cause. */
export const refused = claimKind({
  name: 'refused',
  level: 'protocol',
  claims: (documented, api) =>
    probes
      .filter((probe) => probe.appliesTo(documented, api))
      .map(({ name, subject, statuses, source }) => ({
        id: `refused/${name}`,
        text: `${subject} is refused with ${statusWords(statuses)}`,
        source,
      })),
  check: ({ id }, _documented, { probes: seen, gaps }) => {
    const name = id.replace('refused/', '');
    const exchange = seen[name];
    if (!exchange) return open(gaps[name] ?? gaps['request'] ?? 'it was not sent');
    if (!exchange.answer) return open(describeAnswer(exchange));
    const due = probes.find((probe) => probe.name === name)?.statuses ?? [];
    const { status } = exchange.answer;
    return due.includes(status)
      ? kept
      : broken(`status ${statusWords(due)}`, describeAnswer(exchange), undefined, status);
  },
});
