package dev.switchboard.webhook;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import org.apache.camel.Body;

import org.springframework.stereotype.Component;

/**
 * Reads bytes as UTF-8 and nothing else. JSON parsers guess UTF-16 and UTF-32 from the
 * first bytes and put question marks for malformed ones.
 */
@Component("utf8")
class Utf8 {

	/**
	 * The text that the bytes are.
	 * @throws CharacterCodingException when they are not well-formed UTF-8
	 */
	String decode(@Body byte[] bytes) throws CharacterCodingException {
		return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
	}

}
