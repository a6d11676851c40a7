import { Injectable } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';

/** What of Express' router tells which routes there are. */
interface Router {
  readonly stack: readonly Layer[];
}

interface Layer {
  readonly route?: { readonly methods: Readonly<Record<string, boolean>> };
  match(path: string): boolean;
}

/** Which methods a path has, whoever asks. */
@Injectable()
export class AllowedMethods {
  constructor(private readonly adapters: HttpAdapterHost) {}

  /** In upper case, `HEAD` and `OPTIONS` among them; empty: no route has this path. */
  of(path: string): string[] {
    const { router } = this.adapters.httpAdapter.getInstance<{ router: Router }>();
    const layers = router.stack.filter((layer) => layer.route !== undefined && matches(layer, path));
    const own = layers.flatMap(({ route }) => Object.keys(route?.methods ?? {})).map((method) => method.toUpperCase());
    if (own.length === 0) return [];
    return [...new Set([...own, ...(own.includes('GET') ? ['HEAD'] : []), 'OPTIONS'])].toSorted();
  }
}

/** A path that cannot be decoded has no route. */
function matches(layer: Layer, path: string): boolean {
  try {
    return layer.match(path);
  } catch {
    return false;
  }
}
