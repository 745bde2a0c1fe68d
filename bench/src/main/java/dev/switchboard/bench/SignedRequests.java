package dev.switchboard.bench;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * Whole requests, written and signed before the clock starts. Half a million take half a
 * gigabyte, so they lie outside the heap and have to be closed.
 */
final class SignedRequests implements AutoCloseable {

	private static final int PER_SLAB = 10_000;

	private static final String HEAD = """
			POST /webhooks/whatsapp HTTP/1.1\r
			Host: localhost\r
			User-Agent: switchboard-bench\r
			Content-Type: application/json\r
			X-Hub-Signature-256: sha256=%s\r
			Content-Length: %d\r
			\r
			""";

	private final int first;

	private final int[] ends;

	private final ByteBuf[] slabs;

	private SignedRequests(int first, int[] ends, ByteBuf[] slabs) {
		this.first = first;
		this.ends = ends;
		this.slabs = slabs;
	}

	/**
	 * Signs a range of deliveries.
	 * @param bodies what the delivery with a certain number says
	 * @param secret the app secret
	 * @param first number of the first one
	 * @param count how many
	 * @return the requests, in the order of their numbers
	 */
	static SignedRequests sign(IntFunction<byte[]> bodies, String secret, int first, int count) {
		int[] ends = new int[count];
		ByteBuf[] slabs = new ByteBuf[(count + PER_SLAB - 1) / PER_SLAB];
		IntStream.range(0, slabs.length).parallel().forEach((slab) -> {
			Mac mac = mac(secret);
			ByteBuf bytes = Unpooled.buffer();
			for (int i = slab * PER_SLAB; i < Math.min(count, (slab + 1) * PER_SLAB); i++) {
				byte[] body = bodies.apply(first + i);
				String head = HEAD.formatted(HexFormat.of().formatHex(mac.doFinal(body)), body.length);
				bytes.writeCharSequence(head, StandardCharsets.US_ASCII);
				bytes.writeBytes(body);
				ends[i] = bytes.writerIndex();
			}
			slabs[slab] = Unpooled.directBuffer(bytes.readableBytes()).writeBytes(bytes);
		});
		return new SignedRequests(first, ends, slabs);
	}

	private static Mac mac(String secret) {
		try {
			Mac mac = Mac.getInstance("HmacSHA256");
			mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
			return mac;
		}
		catch (GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	int size() {
		return this.ends.length;
	}

	int number(int position) {
		return this.first + position;
	}

	/** Returns one request, to be released by whoever writes it. */
	ByteBuf get(int position) {
		int start = (position % PER_SLAB != 0) ? this.ends[position - 1] : 0;
		return this.slabs[position / PER_SLAB].retainedSlice(start, this.ends[position] - start);
	}

	@Override
	public void close() {
		for (ByteBuf slab : this.slabs) {
			slab.release();
		}
	}

}
