import { appearedIn, itemsOf } from '../../evidence/answers.ts';
import type { Evidence } from '../../evidence/evidence.ts';
import { broken, type Finding, kept } from '../../evidence/finding.ts';
import { isObject, type JsonObject } from '../../value/json.ts';
import { show } from '../../value/show.ts';

const unit = 'ouDistinguishedName';

/** Whether a migration report is about the group policy object of the file that was sent. */
export function isReportOn(report: JsonObject, sent: JsonObject): boolean {
  return show(report['groupPolicyObjectId']).toLowerCase() === show(fileIn(sent)['groupPolicyObjectId']).toLowerCase();
}

/** Whether a new migration report is there afterwards about the object that was sent, of the organisational unit that was sent. */
export function isReported(sent: JsonObject, { watched }: Evidence): Finding {
  const fresh = appearedIn(watched);
  const report = fresh.find((item) => isReportOn(item, sent));
  if (!watched || !report)
    return broken(
      'a new report with the groupPolicyObjectId that was sent',
      `${fresh.length} new reports, none with it`,
      '/value',
    );
  const due = fileIn(sent)[unit];
  const place = itemsOf(watched.after).indexOf(report);
  return report[unit] === due ? kept : broken(show(due), show(report[unit]), `/value/${place}/${unit}`);
}

function fileIn({ groupPolicyObjectFile: file = null }: JsonObject): JsonObject {
  return isObject(file) ? file : {};
}
