import { expect, test } from '@playwright/test';
import { api } from '../../../fixtures/api.ts';

const { model } = api.types;

test('a relationship has a partner where the pages leave no doubt', () => {
  expect(model.partner('groupPolicyCategory', 'parent')).toBe('children');
  expect(model.partner('groupPolicyUploadedDefinition', 'presentations')).toBe('definition');
  expect(model.partner('groupPolicyDefinition', 'nextVersionDefinition')).toBe('previousVersionDefinition');
  expect(model.partner('groupPolicyPresentationValue', 'presentation')).toBeUndefined();
});
