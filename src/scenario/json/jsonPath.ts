/** From the root of a JSON document to one of its values: field names and positions in lists. */
export type JsonPath = readonly (string | number)[];
