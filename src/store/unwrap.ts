/** placeholder until the store lands */
export function unwrap<T>(result: { data: T; error: unknown }): NonNullable<T> {
  if (result.error) throw result.error as Error;
  return result.data as NonNullable<T>;
}
