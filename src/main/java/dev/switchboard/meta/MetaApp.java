package dev.switchboard.meta;

import java.util.List;
import java.util.regex.Pattern;

import org.springframework.util.StringUtils;

/**
 * One app of ours at Meta. What is blank counts as not given.
 *
 * @param id the app's id; what waits for the graph, and what is held, names the app by it
 * @param secrets its secrets, the newest first; while a secret is changed the old one is
 * still among them
 * @param verifyToken the text that is typed into Meta's dashboard beside the callback URL
 * @param instagramId id of the Instagram app that belongs to it, or null
 * @param instagramSecrets secrets of that Instagram app, the newest first; mostly none
 */
public record MetaApp(String id, List<String> secrets, String verifyToken, String instagramId,
		List<String> instagramSecrets) {

	/**
	 * What the only app is called while nobody has given its id. It may be given later,
	 * so that nothing follows from this one for what has waited since.
	 */
	public static final String UNNAMED = "default";

	/** Ids become parts of file names. */
	private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,64}");

	public MetaApp {
		secrets = given(secrets);
		verifyToken = given(verifyToken);
		instagramId = given(instagramId);
		instagramSecrets = given(instagramSecrets);
	}

	/** Whether a text can be the id of an app. */
	public static boolean isId(String text) {
		return text != null && ID.matcher(text).matches();
	}

	private static String given(String text) {
		return StringUtils.hasText(text) ? text : null;
	}

	private static List<String> given(List<String> texts) {
		return (texts != null) ? texts.stream().filter(StringUtils::hasText).toList() : List.of();
	}

	@Override
	public String toString() {
		return "MetaApp[id=%s, instagramId=%s]".formatted(this.id, this.instagramId);
	}

}
