/**
 * How an entity of a type comes to be there. `found`: through a relationship of another entity, because the pages offer
 * no way to make it together with what belongs to it. Otherwise it is made by the POST that its page documents, perhaps
 * as a more special type (`as`), with links to others (`bind`) or with the content of a definition file (`upload`).
 * `learn` names the relationships that are worth knowing of it; they are read with `$expand`.
 */
export interface Plan {
  readonly found?: { readonly of: string; readonly through: string };
  readonly as?: string;
  readonly bind?: Readonly<Record<string, Bind>>;
  readonly upload?: true;
  readonly learn?: readonly string[];
}

/** What a relationship of a new entity is bound to: an entity of a type; with `fromOwner`, one that these relationships of its owner lead to. */
export interface Bind {
  readonly type: string;
  readonly fromOwner?: readonly string[];
}

const shownBy = (presentation: string): Plan => ({
  bind: { presentation: { type: presentation, fromOwner: ['definition', 'presentations'] } },
});

/** The plan of each resource type; a type that is not named has the plan of its base type, or is simply made by its POST. */
export const plans: Readonly<Record<string, Plan>> = {
  groupPolicyUploadedDefinitionFile: { upload: true, learn: ['definitions'] },
  groupPolicyDefinitionFile: { found: { of: 'groupPolicyDefinition', through: 'definitionFile' } },
  groupPolicyDefinition: {
    found: { of: 'groupPolicyUploadedDefinitionFile', through: 'definitions' },
    learn: ['definitionFile', 'category', 'presentations', 'previousVersionDefinition', 'nextVersionDefinition'],
  },
  groupPolicyCategory: {
    found: { of: 'groupPolicyDefinition', through: 'category' },
    learn: ['parent', 'children', 'definitions', 'definitionFile'],
  },
  groupPolicyPresentation: { found: { of: 'groupPolicyDefinition', through: 'presentations' } },
  groupPolicyDefinitionValue: { bind: { definition: { type: 'groupPolicyDefinition' } } },
  groupPolicyPresentationValue: { ...shownBy('groupPolicyPresentation'), as: 'groupPolicyPresentationValueText' },
  groupPolicyPresentationValueBoolean: shownBy('groupPolicyPresentationCheckBox'),
  groupPolicyPresentationValueDecimal: shownBy('groupPolicyPresentationDecimalTextBox'),
  groupPolicyPresentationValueLongDecimal: shownBy('groupPolicyPresentationLongDecimalTextBox'),
  groupPolicyPresentationValueList: shownBy('groupPolicyPresentationListBox'),
  groupPolicyPresentationValueMultiText: shownBy('groupPolicyPresentationMultiTextBox'),
  groupPolicyPresentationValueText: shownBy('groupPolicyPresentationTextBox'),
};

/** The relationships between versions of a definition: for them a new version of the file has to be uploaded. */
export const versionLinks: ReadonlySet<string> = new Set(['nextVersionDefinition', 'previousVersionDefinition']);
