import { ValidateBy } from 'class-validator';

/** At most `max` characters as people count them: an emoji counts as one, although it is two UTF-16 units. */
export function MaxCharacters(max: number): PropertyDecorator {
  return ValidateBy({
    name: 'maxCharacters',
    constraints: [max],
    validator: {
      validate: (value) => typeof value !== 'string' || value.length <= max || Array.from(value).length <= max,
      defaultMessage: (args) => `${args?.property ?? 'text'} must have at most ${max} characters`,
    },
  });
}
