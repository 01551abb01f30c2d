import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';
import { ownAttachments } from '../record/attachments.ts';

/** Takes from each result what only the suite's own reporter reads, so that Allure, which comes after it, writes no files of it. */
export default class Withholding implements Reporter {
  onTestEnd(_test: TestCase, { attachments }: TestResult): void {
    const others = attachments.filter(({ name }) => !ownAttachments.has(name));
    attachments.splice(0, attachments.length, ...others);
  }
}
