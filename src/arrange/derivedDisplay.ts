import type { Scene } from './entityGraph.ts';

const shown = ['groupPolicyDefinition', 'groupPolicyCategory', 'groupPolicyPresentation'];

/** What a server has shown of the definition file that a case uploaded, and where it is told what it has to show. */
export function shownIn(scene: Scene): string {
  const counts = shown.map((type) => `${scene.all(type).length} of type ${type}`).join(', ');
  return scene.all('groupPolicyUploadedDefinitionFile').length === 0
    ? `known are ${counts}`
    : `of the ADMX file that was uploaded, $expand showed ${counts} (see "What your mock must be able to do" in docs/gate-a-mock.md)`;
}
