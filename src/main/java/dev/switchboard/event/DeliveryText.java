package dev.switchboard.event;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Variable;

import org.springframework.stereotype.Component;

/**
 * Reads the bytes of a delivery as UTF-8 and nothing else. JSON parsers guess UTF-16 and
 * UTF-32 from the first bytes and put question marks for malformed ones.
 */
@Component("deliveryText")
class DeliveryText {

	private final Secrets secrets;

	DeliveryText(Secrets secrets) {
		this.secrets = secrets;
	}

	/**
	 * The text of a delivery, without its secrets.
	 * @throws CharacterCodingException when it is not well-formed UTF-8
	 */
	String read(@Variable("delivery") byte[] delivery) throws CharacterCodingException {
		byte[] harmless = this.secrets.cut(delivery);
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(harmless)).toString();
	}

}
