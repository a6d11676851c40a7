import { getMetadataStorage } from 'class-validator';

/** The fields that a class declares with decorators of class-validator, in order. */
export function fieldNamesOf(form: new () => object): string[] {
  const rules = getMetadataStorage().getTargetValidationMetadatas(form, '', true, false);
  return [...new Set(rules.map(({ propertyName }) => propertyName))];
}
