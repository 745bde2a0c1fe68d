# Needs Docker and nothing else: no JDK, no Maven, no Git history.

FROM node:24-slim AS dashboard
WORKDIR /dashboard

# What it is built with changes seldom: a layer of its own.
COPY src/main/frontend/package.json src/main/frontend/package-lock.json src/main/frontend/.npmrc ./
RUN npm ci

COPY src/main/frontend .
RUN DASHBOARD_OUT=/dashboard/built npm run build


FROM eclipse-temurin:25-jdk AS build
WORKDIR /build

# Dependencies change seldom and sources often: downloaded by a build without sources, they stay in a layer of their own
# until pom.xml changes. Without sources there is no main class to repackage.
COPY mvnw pom.xml ./
COPY .mvn .mvn
COPY src/main/frontend/build.xml src/main/frontend/
RUN ./mvnw --batch-mode --no-transfer-progress -DskipTests -Dspring-boot.repackage.skip package \
	&& rm -r target

COPY src src
COPY --from=dashboard /dashboard/built target/classes/dashboard
RUN ./mvnw --batch-mode --no-transfer-progress -DskipTests package \
	&& mv target/switchboard-*.jar switchboard.jar \
	&& java -Djarmode=tools -jar switchboard.jar extract --layers --destination layers


FROM eclipse-temurin:25-jre
WORKDIR /switchboard

# .data is the one folder that the application writes to, so it is its home too. A new volume takes its owner from the
# folder made here; a folder of the host mounted there must belong to 10001.
RUN groupadd --gid 10001 switchboard \
	&& useradd --uid 10001 --gid switchboard --home-dir /switchboard/.data --no-create-home --shell /usr/sbin/nologin switchboard \
	&& install --directory --owner=switchboard --group=switchboard .data

# From what changes seldom to what changes often: a new build of the application is a layer of a few hundred kB.
COPY --from=build /build/layers/dependencies/ ./
COPY --from=build /build/layers/spring-boot-loader/ ./
COPY --from=build /build/layers/snapshot-dependencies/ ./
COPY --from=build /build/layers/application/ ./

# Read from the working directory: mount folders of your own over /switchboard/cypher and /switchboard/routes to change a
# statement or a route without a new image.
COPY cypher cypher
COPY routes routes

# A start that ends at once makes a cache of the classes that every start loads. It works with these jars and this Java only;
# with others it is ignored.
RUN java -XX:+UseG1GC -XX:AOTCacheOutput=switchboard.aot -jar switchboard.jar --spring.profiles.active=training \
	&& rm -r /tmp/*

USER switchboard
EXPOSE 8080

# The exec form makes Java process 1, which gets SIGTERM and shuts down gracefully. By default its heap would be a quarter of
# the container's memory, and its collector the serial one in a container of less than 2 CPUs or 2 GB. Out of memory, it
# ends, to be started again: half alive, it would answer for nobody. Options of your own go into JDK_JAVA_OPTIONS.
ENTRYPOINT ["java", "-XX:AOTCache=switchboard.aot", "-XX:MaxRAMPercentage=60", "-XX:+UseG1GC", "-XX:+ExitOnOutOfMemoryError", "-jar", "switchboard.jar"]
