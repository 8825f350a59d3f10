/// Measurements. JMH: `java -cp … org.openjdk.jmh.Main DecideBenchmark -prof gc`; nothing here is shipped.
@NullMarked
package dev.sallyport.bench;

import org.jspecify.annotations.NullMarked;
