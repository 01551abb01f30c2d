import { defineConfig } from 'allure';
import { outcomeLabel, targetLabel, targetsVariable } from './allure.ts';

const category = (
  name: string,
  outcome: string,
): { name: string; matchers: { labels: Record<string, RegExp> }; expand: boolean } => ({
  name,
  matchers: { labels: { [outcomeLabel]: new RegExp(`^${outcome}$`) } },
  expand: true,
});

/** The targets of the results, where they are of several: each is an environment of its own, beside the others. Allure allows no slash in its name. */
const targets = JSON.parse(process.env[targetsVariable] ?? '[]') as string[];
const environments = Object.fromEntries(
  targets.map((target, index) => [
    `target-${index + 1}`,
    {
      name: target.replace(/^https?:\/\//, '').replaceAll(/[/\\]+/g, ' '),
      matcher: ({ labels }: { labels: { name: string; value?: string }[] }) =>
        labels.some(({ name, value }) => name === targetLabel && value === target),
    },
  ]),
);

/** How Allure renders the results: one file that opens without a server, cases by resource type and method, causes kept apart. */
export default defineConfig({
  name: 'Conformance of the Intune Group Policy API',
  output: 'reports/allure-report',
  historyPath: 'reports/history.jsonl',
  ...(targets.length > 1 ? { environments } : {}),
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
        groupBy: ['feature', 'method', 'story'],
      },
    },
  },
});
