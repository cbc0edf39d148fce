/** A storage area as browsers have it, over a map, for tests outside a browser. */
export function storageArea(stored: Map<string, unknown>) {
  return {
    get: async (key: string) => ({ [key]: stored.get(key) }),
    set: async (items: object) => {
      for (const [key, value] of Object.entries(items)) stored.set(key, value);
    },
  };
}
