package dev.dialogporten.load.options;

/** How far apart arrivals are. */
public enum Spacing {
  /** Always the same distance. */
  CONSTANT,
  /** Exponential distances, as independent clients would produce. */
  POISSON
}
