type Class<Instance extends object = object> = new () => Instance;

/** Turns `A | B` into `A & B`. */
type Intersection<Union> = (Union extends unknown ? (each: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** A class with the fields and defaults of all these classes. */
export function composed<Parts extends readonly Class[]>(
  parts: Parts,
): Class<Intersection<InstanceType<Parts[number]>> & object> {
  class Composed {
    constructor() {
      for (const Part of parts) Object.assign(this, new Part());
    }
  }
  return Composed as Class<Intersection<InstanceType<Parts[number]>> & object>;
}
