/** A search space of one's own: its architectures, its supernet, its latencies and its search. */
@NullMarked
package example.chain;

import org.jspecify.annotations.NullMarked;
