/// Random values that can be repeated: a property is tried with a number of seeds, and a failure names its seed.
///
/// ```java
/// @Test
/// void a_hostile_frame_is_an_answer_and_never_an_exception() {
///     Seeded.forAll(500, some -> assertThatCode(() -> parser.read(some.bytes(4096))).doesNotThrowAnyException());
/// }
/// ```
///
/// The seeds are 1, 2, 3 …, so that a build is repeatable; `-Dsallyport.seed=17` tries that one only, and
/// `-Dsallyport.seeds=100000` digs deeper. There is no shrinking: generate small values often instead, as
/// [dev.sallyport.testkit.generate.Generators] does.
@NullMarked
package dev.sallyport.testkit.generate;

import org.jspecify.annotations.NullMarked;
