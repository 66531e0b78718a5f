package org.jmodnas.testkit;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A test, or a class of tests, on random input: parameters of type {@link
 * org.jmodnas.tensor.random.Philox} receive a stream of their own.
 *
 * <p>The seed comes from the name of the test, so that a build repeats; {@code
 * -Djmodnas.test.seed=random} draws a new one. A failure says the seed, and {@code
 * -Djmodnas.test.seed=<seed>} replays it. Combines with {@code @RepeatedTest} and with
 * {@code @ParameterizedTest}: every invocation has another stream of the same seed.
 */
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(SeededExtension.class)
public @interface Seeded {}
