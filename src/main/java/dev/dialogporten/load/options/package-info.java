/** What a run is told: target, scenario, limits; knows nothing else of the driver. */
package dev.dialogporten.load.options;
