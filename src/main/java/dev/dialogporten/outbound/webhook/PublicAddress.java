package dev.dialogporten.outbound.webhook;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;

/**
 * Tells addresses of the public internet from all others: loopback, private, link-local (cloud
 * metadata services live there), shared, reserved, multicast (RFC 6890), and IPv6 addresses that
 * carry such an IPv4 address inside.
 */
final class PublicAddress {
  private static final List<Block> NOT_PUBLIC =
      List.of(
          Block.of("0.0.0.0", 8),
          Block.of("10.0.0.0", 8),
          Block.of("100.64.0.0", 10),
          Block.of("127.0.0.0", 8),
          Block.of("169.254.0.0", 16),
          Block.of("172.16.0.0", 12),
          Block.of("192.0.0.0", 24),
          Block.of("192.0.2.0", 24),
          Block.of("192.88.99.0", 24),
          Block.of("192.168.0.0", 16),
          Block.of("198.18.0.0", 15),
          Block.of("198.51.100.0", 24),
          Block.of("203.0.113.0", 24),
          Block.of("224.0.0.0", 3));

  /** Global unicast; everything else in IPv6 is special. */
  private static final Block GLOBAL_V6 = Block.of("2000::", 3);

  private static final List<Block> NOT_PUBLIC_V6 =
      List.of(
          // protocol assignments, Teredo among them
          Block.of("2001::", 23),
          Block.of("2001:db8::", 32),
          // 6to4 carries an IPv4 address
          Block.of("2002::", 16),
          Block.of("3fff::", 20));

  private PublicAddress() {}

  static boolean is(InetAddress address) {
    // an IPv4 address inside ::ffff:0:0/96 has become an IPv4 address when it was parsed
    byte[] bytes = address.getAddress();
    if (bytes.length == 4) {
      return NOT_PUBLIC.stream().noneMatch(block -> block.contains(bytes));
    }
    return GLOBAL_V6.contains(bytes)
        && NOT_PUBLIC_V6.stream().noneMatch(block -> block.contains(bytes));
  }

  /** Addresses that begin with the same bits. */
  private record Block(byte[] start, int bits) {

    static Block of(String start, int bits) {
      try {
        return new Block(InetAddress.getByName(start).getAddress(), bits);
      } catch (java.net.UnknownHostException e) {
        throw new IllegalArgumentException(e);
      }
    }

    boolean contains(byte[] address) {
      int whole = bits / 8;
      if (!Arrays.equals(start, 0, whole, address, 0, whole)) {
        return false;
      }
      int mask = 0xff << (8 - bits % 8) & 0xff;
      return bits % 8 == 0 || (start[whole] & mask) == (address[whole] & mask);
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Block block
          && bits == block.bits
          && Arrays.equals(start, block.start);
    }

    @Override
    public int hashCode() {
      return 31 * Arrays.hashCode(start) + bits;
    }
  }
}
