/** Members of an enum from which a service may move on by itself, and to which: the work behind them may end at any time. */
export const progress: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  groupPolicyOperationStatus: { inProgress: ['success', 'failed'] },
  groupPolicyUploadedDefinitionFileStatus: {
    uploadInProgress: ['available', 'uploadFailed'],
    removalInProgress: ['removalFailed'],
  },
};

/** Whether a member is another one that a service moved on. */
export function isProgress(enumName: string, from: unknown, to: unknown): boolean {
  return typeof from === 'string' && typeof to === 'string' && progress[enumName]?.[from]?.includes(to) === true;
}
