/** The part of junit-report-builder that this room uses; the package's own types describe another way to import it. */
declare module "junit-report-builder" {
  interface TestCase {
    className(name: string): this;
    name(name: string): this;
    failure(message: string, type: string): this;
    error(message: string, type: string): this;
    standardOutput(text: string): this;
  }
  export interface TestSuite {
    name(name: string): this;
    property(name: string, value: string): this;
    testCase(): TestCase;
  }
  interface Builder {
    newBuilder(): Builder;
    name(name: string): this;
    testSuite(): TestSuite;
    build(): string;
  }
  const builder: Builder;
  export default builder;
}
