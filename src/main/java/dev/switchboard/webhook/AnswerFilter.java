package dev.switchboard.webhook;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Answers a delivery 500, and with an empty body, unless a step has said what the answer
 * is ({@link Answers#send}). Camel's consumer writes the body of an exchange as a 200
 * whenever nothing has told it otherwise, also after a {@link java.lang.Error}
 * ({@code org.apache.camel.component.platform.http.springboot.SpringBootPlatformHttpConsumer}).
 */
class AnswerFilter extends HttpFilter {

	@Override
	protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
			throws ServletException, IOException {
		chain.doFilter(request, "POST".equals(request.getMethod()) ? new StatusOnly(response) : response);
	}

	/** A response of which nothing arrives but a status that a step has set. */
	private static final class StatusOnly extends HttpServletResponseWrapper {

		private final HttpServletResponse response;

		StatusOnly(HttpServletResponse response) {
			super(response);
			this.response = response;
			this.response.setStatus(HttpStatus.INTERNAL_SERVER_ERROR.value());
		}

		@Override
		public void addHeader(String name, String value) {
			setHeader(name, value);
		}

		@Override
		public void setHeader(String name, String value) {
			if (name.equals(Answers.ANSWER)) {
				this.response.setStatus(Answers.status(value));
			}
			else if (name.equals(HttpHeaders.RETRY_AFTER)) {
				this.response.setHeader(name, value);
			}
		}

		@Override
		public void setIntHeader(String name, int value) {
			setHeader(name, Integer.toString(value));
		}

		@Override
		public void addIntHeader(String name, int value) {
			setHeader(name, Integer.toString(value));
		}

		// A refusal of the framework's own is one, a success is not.
		@Override
		public void setStatus(int status) {
			if (status >= HttpStatus.BAD_REQUEST.value()) {
				this.response.setStatus(status);
			}
		}

		@Override
		public void sendError(int status) {
			setStatus(status);
		}

		@Override
		public void sendError(int status, String message) {
			setStatus(status);
		}

		@Override
		public void setContentType(String type) {
			// there is no body
		}

		@Override
		public void setContentLength(int length) {
			// there is no body
		}

		@Override
		public void setContentLengthLong(long length) {
			// there is no body
		}

		@Override
		public ServletOutputStream getOutputStream() {
			return new Nothing();
		}

		@Override
		public PrintWriter getWriter() {
			return new PrintWriter(OutputStream.nullOutputStream());
		}

	}

	/** A body that goes nowhere. */
	private static final class Nothing extends ServletOutputStream {

		@Override
		public void write(int octet) {
			// goes nowhere
		}

		@Override
		public void write(byte[] bytes, int offset, int length) {
			// goes nowhere
		}

		@Override
		public boolean isReady() {
			return true;
		}

		@Override
		public void setWriteListener(WriteListener listener) {
			throw new UnsupportedOperationException("the body goes nowhere");
		}

	}

}
