import { JsonFileProblem, readJsonFile } from '../../platform/config/read-json-file.js';

const KINDS = ['input', 'output', 'cacheRead', 'cacheWrite'] as const;

/** In US dollars for a million tokens. */
type Prices = Readonly<Record<(typeof KINDS)[number], number>>;

export interface PricedTokens {
  readonly input_tokens: number;
  readonly output_tokens: number;
  readonly cache_read_tokens: number;
  readonly cache_write_tokens: number;
}

/** An agency's own prices by model, from the file `PRICES_FILE`: they replace Claude Code's estimates in reports. */
export class PriceList {
  constructor(private readonly prices: ReadonlyMap<string, Prices>) {}

  /** @param file null: no prices. @throws InvalidEnvironmentError with a sentence that names the problem. */
  static async read(file: string | null): Promise<PriceList> {
    if (file === null) return new PriceList(new Map());
    return new PriceList(await readJsonFile('PRICES_FILE', file, pricesIn));
  }

  get isEmpty(): boolean {
    return this.prices.size === 0;
  }

  /** null: the list does not have the model. */
  costOf(model: string | null, tokens: PricedTokens): number | null {
    const prices = model === null ? undefined : this.prices.get(model);
    if (!prices) return null;
    const micros =
      tokens.input_tokens * prices.input +
      tokens.output_tokens * prices.output +
      tokens.cache_read_tokens * prices.cacheRead +
      tokens.cache_write_tokens * prices.cacheWrite;
    return micros / 1_000_000;
  }
}

function pricesIn(said: unknown): Map<string, Prices> {
  if (!isObject(said)) throw new JsonFileProblem('it must be an object with one entry for each model');
  return new Map(Object.entries(said).map(([model, prices]) => [model, pricesOf(model, prices)]));
}

function pricesOf(model: string, said: unknown): Prices {
  const shape = `{${KINDS.map((kind) => `"${kind}"`).join(', ')}}`;
  if (!isObject(said) || Object.keys(said).some((key) => !KINDS.includes(key as never)))
    throw new JsonFileProblem(`the prices of "${model}" must be ${shape}`);
  const [input = 0, output = 0, cacheRead = 0, cacheWrite = 0] = KINDS.map((kind) => {
    const price = said[kind];
    if (typeof price !== 'number' || !(price >= 0 && price <= 1_000_000))
      throw new JsonFileProblem(`"${kind}" of "${model}" must be a number from 0: US dollars for a million tokens`);
    return price;
  });
  return { input, output, cacheRead, cacheWrite };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
