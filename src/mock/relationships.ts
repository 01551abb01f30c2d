import type { Model } from '../model/model.ts';

/** Relationships whose targets belong to the source (OData CSDL: containment): they are deleted with it. */
const contained: ReadonlySet<string> = new Set([
  'groupPolicyConfiguration.definitionValues',
  'groupPolicyConfiguration.assignments',
  'groupPolicyDefinitionValue.presentationValues',
  'groupPolicyDefinition.presentations',
  'groupPolicyDefinitionFile.definitions',
  'groupPolicyUploadedDefinitionFile.groupPolicyOperations',
  'groupPolicyMigrationReport.groupPolicySettingMappings',
  'groupPolicyMigrationReport.unsupportedGroupPolicyExtensions',
]);

/** Relationships whose source belongs to the target: it is deleted with it. */
const belonging: ReadonlySet<string> = new Set(['groupPolicyCategory.definitionFile']);

/** Whether what a type's navigation property leads to is deleted together with the entity. */
export function isContained(model: Model, type: string, navigation: string): boolean {
  return isIn(contained, model, type, navigation);
}

/** Whether an entity is deleted together with what its navigation property leads to. */
export function belongsTo(model: Model, type: string, navigation: string): boolean {
  return isIn(belonging, model, type, navigation);
}

function isIn(names: ReadonlySet<string>, model: Model, type: string, navigation: string): boolean {
  const base = model.structured(type).base;
  return names.has(`${type}.${navigation}`) || (base !== undefined && isIn(names, model, base, navigation));
}
