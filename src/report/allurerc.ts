import { defineConfig } from 'allure';
import { outcomeLabel } from './allure.ts';

const category = (
  name: string,
  outcome: string,
): { name: string; matchers: { labels: Record<string, RegExp> }; expand: boolean } => ({
  name,
  matchers: { labels: { [outcomeLabel]: new RegExp(`^${outcome}$`) } },
  expand: true,
});

/** How Allure renders the results: one file that opens without a server, cases by resource type and page, causes kept apart. */
export default defineConfig({
  name: 'Conformance of the Intune Group Policy API',
  output: 'reports/allure-report',
  historyPath: 'reports/history.jsonl',
  categories: [
    category('The target breaks a promise', 'fail'),
    category('A recorded deviation no longer shows', 'healed'),
    category('Known deviation', 'deviation'),
    category('Inconclusive: nothing can be said', 'inconclusive'),
    category('Skipped by configuration', 'skipped'),
    category('Fault of the suite itself', 'error'),
  ],
  plugins: {
    awesome: {
      options: {
        reportName: 'Conformance of the Intune Group Policy API',
        singleFile: true,
        groupBy: ['feature', 'story'],
      },
    },
  },
});
