import { gzipSync } from 'node:zlib';
import type { TestInfo } from '@playwright/test';
import type { CaseReport } from '../../judge/caseReport.ts';
import type { Recorded } from '../../judge/recorded.ts';
import { attachments, reporterIsPresent } from '../record/attachments.ts';
import { isRecordable, writeEvidence } from '../record/evidenceFile.ts';
import { httpExchangeOf, httpExchangeType } from '../text/httpExchange.ts';

/**
 * Attaches to a test its documented request and answer and, for the suite's own reporter, the report of its case with the
 * evidence. `baseUrl` is where requests were sent, or empty.
 */
export async function attachCase(
  test: Pick<TestInfo, 'attach'>,
  report: CaseReport,
  recorded: Recorded,
  baseUrl: string,
): Promise<void> {
  const { request } = recorded.evidence;
  if (request) {
    const body = JSON.stringify(httpExchangeOf(request, baseUrl), null, 2);
    await test.attach(attachments.exchange, { body, contentType: httpExchangeType });
  }
  if (!reporterIsPresent()) return;
  await test.attach(attachments.report, { body: JSON.stringify(report), contentType: 'application/json' });
  if (!isRecordable(recorded)) return;
  const evidence = gzipSync(writeEvidence(recorded));
  await test.attach(attachments.evidence, { body: evidence, contentType: 'application/gzip' });
}
