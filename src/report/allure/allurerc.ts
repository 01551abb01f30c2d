import { defineConfig } from 'allure';
import type { Outcome } from '../../judge/verdict.ts';
import { outcomeLabel, targetLabel, targetsVariable } from './allure.ts';
import { causeLabels } from './allureCause.ts';

interface Category {
  readonly name: string;
  readonly matchers: { readonly labels: Readonly<Record<string, RegExp>> };
  readonly groupBy: readonly { readonly label: string }[];
  readonly groupByMessage: boolean;
  readonly expand: boolean;
}

/** Cases of one outcome, by what they have in common. */
const category = (name: string, outcome: Outcome, label: string = causeLabels.because): Category => ({
  name,
  matchers: { labels: { [outcomeLabel]: new RegExp(`^${outcome}$`) } },
  groupBy: [{ label }],
  groupByMessage: false,
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

/** How many runs the history goes back; the report holds all of it. */
const runs = 14;

/** The graphs: what the run came to, and how that changed from run to run. */
const charts = [
  { type: 'statusDynamics', title: 'Cases from run to run', limit: runs },
  { type: 'currentStatus', title: 'Cases of this run' },
  { type: 'durationDynamics', title: 'How long the runs took', limit: runs },
  { type: 'durations', title: 'How long the cases took', groupBy: 'none' },
];

/** How Allure renders the results: one file that opens without a server, cases by resource type and method, causes kept apart. */
export default defineConfig({
  name: 'Conformance of the Intune Group Policy API',
  output: 'reports/allure-report',
  historyPath: 'reports/history.jsonl',
  historyLimit: runs,
  ...(targets.length > 1 ? { environments } : {}),
  categories: [
    category('The target breaks a promise', 'fail', causeLabels.promise),
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
        charts,
      },
    },
  },
});
