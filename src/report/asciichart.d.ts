/** The part of asciichart that this room uses; the package carries no types. */
declare module "asciichart" {
  interface PlotOptions {
    readonly min: number;
    readonly max: number;
    /** Rows less one. */
    readonly height: number;
    /** Columns before the first cell of the line. */
    readonly offset: number;
    readonly format: () => string;
    /** `┼ ┤ ╶ ╴ ─ ╰ ╭ ╮ ╯ │` in the style of the line. */
    readonly symbols: readonly string[];
  }
  const asciichart: { readonly plot: (values: readonly number[], options: PlotOptions) => string };
  export default asciichart;
}
