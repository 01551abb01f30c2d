import { describeAnswer, entityIn } from '../../evidence/answers.ts';
import { isSilent } from '../../evidence/exchange.ts';
import { broken, kept, open } from '../../evidence/finding.ts';
import type { JsonObject } from '../../value/json.ts';
import { type ClaimDraft, claimKind } from '../claimKind.ts';
import { compareProperty, sentProperties } from './echo.ts';

/** PATCH changes what it gives and nothing else: properties that were not sent keep their value, those that were take it. */
export const parts = claimKind({
  name: 'part',
  level: 'state',
  claims: (documented, api) => {
    const sent = documented.verb === 'update' ? sentProperties(documented, api) : [];
    if (sent.length < 2) return [];
    return sent.map(
      ({ name }): ClaimDraft => ({
        id: `part/${name}`,
        text: `${name} keeps its value when a PATCH leaves it out, and takes the one of a PATCH that leaves others out`,
        source: { page: documented.contract.source.page, section: 'Request body' },
        needs: [`values/${name}`],
        property: name,
      }),
    );
  },
  check: ({ property = '' }, documented, { sent, parts: patches, gaps }, api) => {
    if (!sent || patches.length === 0) return open(gaps['request'] ?? 'no part was sent');
    let due: JsonObject = sent;
    for (const { sent: part, exchange, read } of patches) {
      if (isSilent(exchange)) return open(describeAnswer(exchange));
      if (exchange.answer?.status !== documented.contract.response.status) {
        return property in part
          ? kept
          : broken(
              `status ${documented.contract.response.status} for some of the properties`,
              describeAnswer(exchange),
            );
      }
      due = { ...due, ...part };
      for (const seen of read ? [exchange, read] : [exchange]) {
        const shown = entityIn(seen);
        if (!shown) return open(`it could not be read back: ${describeAnswer(seen)}`);
        const finding = compareProperty(documented, api, property, due, shown);
        if (finding.outcome === 'broken') return finding;
      }
    }
    return kept;
  },
});
