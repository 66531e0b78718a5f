"""The random streams of a search: Philox4x32-10 (Salmon et al., SC 2011)."""

import math

MASK = 0xFFFFFFFF


def encrypt(counter, key):
    """The four output words of a counter of four words under a key of two."""
    c, k = list(counter), list(key)
    for _ in range(10):
        even, odd = 0xD2511F53 * c[0], 0xCD9E8D57 * c[2]
        c = [(odd >> 32) ^ c[1] ^ k[0], odd & MASK, (even >> 32) ^ c[3] ^ k[1], even & MASK]
        k = [(k[0] + 0x9E3779B9) & MASK, (k[1] + 0xBB67AE85) & MASK]
    return c


def _words(number):
    """Low and high word of a 64-bit number, negative ones in two's complement."""
    return number & MASK, (number >> 32) & MASK


class Philox:
    """The stream `stream` under `key`: the blocks of the counters (0, stream), (1, stream), …"""

    def __init__(self, key, stream):
        self.key, self.stream, self.position = key, stream, 0

    def split(self, child):
        """The stream named by the block of the counter (child, not stream)."""
        words = encrypt(_words(child) + _words(~self.stream), _words(self.key))
        return Philox(words[0] | words[1] << 32, words[2] | words[3] << 32)

    def word(self):
        block = encrypt(_words(self.position // 4) + _words(self.stream), _words(self.key))
        self.position += 1
        return block[(self.position - 1) % 4]

    def single(self):
        """A multiple of 2^-24 in [0, 1)."""
        return (self.word() >> 8) * 2.0**-24

    def double(self):
        """A multiple of 2^-53 in [0, 1); the first word is the high one."""
        high = self.word()
        return ((high << 32 | self.word()) >> 11) * 2.0**-53

    def exponential(self):
        return -math.log1p(-self.double())

    def below(self, bound):
        """A whole number below `bound`, by Lemire's multiplication and rejection."""
        while True:
            product = self.word() * bound
            if product & MASK >= (1 << 32) % bound:
                return product >> 32

    def permutation(self, size):
        """Fisher and Yates from the inside out."""
        order = []
        for i in range(size):
            j = self.below(i + 1)
            order.append(i)
            order[i], order[j] = order[j], i
        return order


if encrypt((0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344), (0xA4093822, 0x299F31D0)) != [
        0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1]:
    raise ArithmeticError("the generator misses the published test vector")
