package dev.switchboard.localneo4j;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;

import dev.switchboard.JavaProcess;

import org.springframework.util.unit.DataSize;

/** An application to be killed: starts the local server and says which process it is. */
final class LocalNeo4jOwner {

	static final String UP = "server process ";

	private LocalNeo4jOwner() {
	}

	public static void main(String[] args) throws IOException {
		int[] ports = Arrays.stream(args).skip(1).mapToInt(Integer::parseInt).toArray();
		LocalNeo4j local = new LocalNeo4j(new LocalNeo4jProperties(Path.of(args[0]), ports[0], ports[1],
				DataSize.ofMegabytes(512), DataSize.ofMegabytes(128), JavaProcess.SHORT_LIVED));
		local.start();
		System.out.println(UP + local.process().handle().pid());
		System.in.read();
		local.close();
	}

}
