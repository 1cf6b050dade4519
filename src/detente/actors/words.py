"""Closed word classes and small lists of English that the phrase grammar asks about.

They describe the language, not the world: names, offices and nouns of agents are table rows.
"""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


DETERMINERS = _set("the a an this these those some any every each no his her its their our")
QUANTIFIERS = _set(
    "several many few dozens hundreds thousands two three four five six seven eight nine ten "
    "eleven twelve twenty most both all other another more various numerous multiple one dozen"
)
FORMER = _set("former ex retired ousted deposed onetime late then")
FORMER_OFFICIAL = _set("former ex retired ousted deposed onetime disgraced")
MODIFIERS = _set(
    "senior top high ranking level chief leading key local regional national federal provincial "
    "central western eastern northern southern foreign defence defense military naval army navy "
    "air ground land sea marine border coast special security intelligence police diplomatic "
    "political civilian public state government interim acting transitional caretaker new newly "
    "elected incoming outgoing unnamed unidentified anonymous veteran young elite armed heavily "
    "nuclear economic trade finance energy justice interior health opposition ruling separatist "
    "rebel insurgent islamist communist conservative liberal nationalist revolutionary royal "
    "supreme deputy vice assistant permanent main powerful hardline moderate reformist masked "
    "suspected alleged counter anti riot presidential parliamentary congressional cabinet "
    "ministerial visiting resident exiled jailed paramilitary volunteer reserve special-forces "
    "independent official outspoken prominent influential visiting lead current present"
)
SECTOR_OF_MODIFIER = {
    "military": "MIL", "army": "MIL", "naval": "MIL", "navy": "MIL", "defence": "MIL",
    "defense": "MIL", "intelligence": "SPY", "police": "COP", "opposition": "OPP",
    "rebel": "REB", "insurgent": "REB", "guerrilla": "REB", "separatist": "REB", "militia": "UAF",
    "parliamentary": "LEG", "congressional": "LEG", "legislative": "LEG", "judicial": "JUD",
    "muslim": "REL", "christian": "REL", "catholic": "REL", "orthodox": "REL", "religious": "REL",
    "buddhist": "REL", "hindu": "REL", "jewish": "REL", "sunni": "REL", "shia": "REL",
    "shiite": "REL", "church": "REL", "business": "BUS", "union": "LAB", "student": "EDU",
    "protest": "CVL", "gang": "CRM", "cartel": "CRM",
}  # fmt: skip
FUNCTION = _set(
    "in on at to from of by with for against between among near into onto over under after before "
    "during since until through across inside outside around within without toward towards about "
    "as than that which who whom whose when where while if because although but and or nor so yet "
    "is are was were be been being has have had having do does did will would shall should can "
    "could may might must not it he she they we you i its his her their there here also only just "
    "now then still already later soon again even however meanwhile said says told what why how"
)
AUXILIARIES = _set(
    "is are was were has have had will would shall should can could may might must does did do"
)
CALENDAR = _set(
    "monday tuesday wednesday thursday friday saturday sunday january february march april may "
    "june july august september october november december christmas easter ramadan"
)
NO_NAMES = CALENDAR | DETERMINERS
OPENINGS = _set(
    "neither either nor both though although unless once whether whereas while because since when "
    "where if as until after before earlier later yesterday today tomorrow tonight now then here "
    "there instead perhaps maybe like unlike despite often likewise moreover furthermore however "
    "meanwhile nevertheless nonetheless still thus hence therefore otherwise besides also again "
    "hours days weeks months years minutes exclusive update opinion analysis breaking live video "
    "report reports news even only just soon never ever almost nearly indeed yet so but and or "
    "how why what who which whom whose not nobody nothing everyone"
)
MONTH_CUES = _set("in on last next of early late mid since until by this every from through")
PARTICLES = _set("al el bin bint ibn van von der den de del della da dos du di la le ben ul abu")
HONORIFICS = _set("mr mrs ms miss dr sir lord lady dame madame prof")
HYPHENED_AGAINST = _set("pro anti non post pre neo ex sino")
HYPHENED_AFTER = _set(
    "backed led born made style controlled held speaking language trained run owned allied "
    "occupied linked aligned friendly supported supplied sponsored funded brokered mediated "
    "dominated administered educated built registered flagged inspired imposed drafted armed"
)
# Words before a place name when things merely happen there.
LOCATIVE = _set("in at near inside outside around across throughout via within downtown central")
MOTION = _set("to from toward towards into through of")
MOTION_VERBS = _set(
    "fly flew flown flying travel travels travelled traveled travelling traveling go goes went "
    "going gone return returns returned returning trip trips visit visits visited journey arrive "
    "arrives arrived arriving head heads headed heading depart departs departed leave left "
    "withdraw withdrew withdrawn withdrawing withdrawal flee fled fleeing drive drove driving "
    "move moved come came coming sail sailed deport deported extradite extradited evacuate "
    "evacuated transport transported commute flight flights ship shipped route road way border"
)
# Sectors whose people, named without a state, belong where they are: "rebels in Syria".
LOCAL_SECTORS = _set("GOV REB CVL OPP COP LEG JUD CRM LAB REL EDU PTY")
ABROAD = _set(
    "diplomat diplomats envoy envoys ambassador ambassadors negotiator negotiators tourist "
    "tourists "
    "expert experts inspector inspectors observer observers foreigner foreigners student students"
)
# Words of sport: two of the first kind, or one with one of the second, and no state acts.
SPORT = _set(
    "football soccer cricket rugby tennis basketball volleyball hockey striker midfielder batsman "
    "goalkeeper semifinal semifinals quarterfinal quarterfinals qualifier qualifiers wicket "
    "innings batsmen fixture halftime championship championships tournament footballer "
    "footballers wimbledon"
)
SPORT_TOO = _set(
    "cup match goal goals team coach beat won final finals semi title scored squad medal medals "
    "league fans penalty captain drew stadium players player olympic olympics qualified game games"
)
# States of the United States as datelines shorten them: "Lebanon, Pa."
US_ABBREVIATIONS = _set(
    "ala ariz ark calif colo conn del fla ga ill ind kan ky md mass mich minn miss mo mont neb nev "
    "okla ore pa tenn tex va vt wash wis wyo ohio texas utah idaho iowa maine hawaii alaska"
)
# Nouns and verbs of dealing between governments: "a message to Moscow", "urged Tehran".
DEALINGS = _set(
    "message messages signal signals warning warnings letter letters response responses reply "
    "answer pressure demand demands request requests threat threats appeal proposal proposals "
    "offer offers ultimatum criticism support aid help concession concessions sanctions approval "
    "permission assurances guarantees reaction condemnation orders instructions policy policies "
    "assistance backing approach envoy envoys ambassador ties relations according loyal influence"
)
DEALING_VERBS = _set(
    "urge urged urges urging accuse accused accuses accusing tell told tells telling warn warned "
    "warns warning press pressed pressing ask asked asks asking blame blamed blames blaming "
    "criticise criticised criticize criticized condemn condemned condemns persuade persuaded "
    "pressure pressured force forced call called threaten threatened threatens anger angered "
    "isolate punish deter assure assured inform informed convince convinced provoke provoked "
    "challenge challenged defy defied allow allowed want wants wanted sanction sanctioned support "
    "supported supports help helped back backed"
)
PARTNER = _set("between with against on by for toward towards upon among versus vs unto")
GOVERNMENT_VERBS = _set(
    "say says said insist insists insisted want wants wanted warn warns warned accuse accuses "
    "accused deny denies denied reject rejects rejected refuse refuses refused agree agrees agreed "
    "announce announces announced condemn condemns condemned demand demands demanded call calls "
    "called urge urges urged threaten threatens threatened claim claims claimed believe believes "
    "believed hope hopes hoped plan plans planned seek seeks sought offer offers offered accept "
    "accepts accepted support supports supported back backs backed oppose opposes opposed impose "
    "imposes imposed lift lifts lifted suspend suspends suspended expel expels expelled recall "
    "recalls recalled recognise recognises recognised recognize recognizes recognized sign signs "
    "signed ratify ratified withdraw withdraws withdrew send sends sent deploy deploys deployed "
    "respond responds responded reply replied retaliate retaliated vow vows vowed pledge pledges "
    "pledged promise promises promised propose proposes proposed consider considers considered "
    "decide decides decided declare declares declared dismiss dismisses dismissed describe "
    "describes described argue argues argued blame blames blamed confirm confirms confirmed "
    "express expresses expressed fear fears feared expect expects expected maintain maintains "
    "maintained stress stresses stressed welcome welcomes welcomed protest protests protested "
    "order orders ordered ask asks asked tell tells told signal signals signalled signaled see "
    "sees saw view views viewed remain remains need needs needed try tries tried fail fails failed "
    "continue continues continued start started begin began stop stopped halt halted cut cuts "
    "face faces faced give gives gave make makes made take takes took hold holds held keep keeps "
    "kept provide provides provided launch launches launched attack attacks attacked invade "
    "invaded annex annexed ban bans banned block blocks blocked freeze froze agree rebuff rebuffed "
    "acknowledge acknowledges acknowledged admit admits admitted appear appears appeared prepare "
    "prepares prepared intend intends intended regard regards regarded resume resumed joins joined "
    "summon summons summoned close closed open opened use uses used deploying pulling pulled pull"
)
MODALS = _set("will would shall should can could may might must ought cannot")
# What cities do and what happens to them, so that "Paris will host" speaks of no government.
CITY_VERBS = _set(
    "be been host see have become remain grow wake celebrate mourn look get feel lie sit expect "
    "witness suffer burn fall sleep hosting growing becoming bracing burning celebrating mourning "
    "reeling suffering sleeping lying falling expecting seen become grown woken suffered fallen "
    "burned swollen sprawled emptied filled changed"
)
# After "is" these say what a government has in mind.
MINDED = _set(
    "ready willing unwilling reluctant prepared determined keen anxious eager adamant furious wary "
    "bound committed convinced opposed entitled sure sorry grateful angry silent unmoved confident "
    "suspicious sceptical skeptical alarmed satisfied unable inclined minded"
)
# Verbs of giving way or dealing whose "to" or "before" brings in a government.
YIELDING = _set(
    "gave give gives given giving bow bows bowed bowing yield yields yielded yielding surrender "
    "surrendered surrendering cede cedes ceded ceding sell sells sold selling sale sales lend "
    "lends lent lending loan loans supply supplies supplied supplying shipment shipments delivery "
    "deliveries grant grants granted granting promise promises promised promising pledge pledges "
    "pledged pay pays paid paying payment payments owe owes owed apologise apologised apologize "
    "apologized apology explain explained complain complained complaint hint hinted protest "
    "protested channel channels rockets weapons arms shells tanks jets bow concede conceded "
    "listen listened objected object answer answered offer offers offered hand handed hands show "
    "shows showed shown cost costs"
)
CLAUSE_OPENERS = _set(
    "if unless until that as while when once because since after before whether although though"
)
# People by what they do, and the plurals in "-ers" that are none: "Iranian divers", not "papers".
PEOPLE_ENDINGS = ("ers", "ors", "men", "ists", "women")
NO_PEOPLE = _set(
    "papers newspapers letters numbers orders borders waters matters powers computers dinners "
    "winters flowers fibers offers errors others centers centres quarters headquarters manners "
    "rivers towers shoulders layers folders colors sectors reactors tractors motors factors doors "
    "floors mirrors terrors containers lasers covers trousers sweaters posters banners dollars "
    "routers servers scooters boosters trailers counters chapters specimen regimen "
    "showers sneakers burgers crackers peppers cucumbers stickers filters meters metres trackers"
)
# Past participles that do not end in "ed" or "en", after "has" or "had".
PARTICIPLES = _set(
    "made sent told said held put let cut begun shown bought sold lent paid left lost met found "
    "won kept built sought brought fought taught led sworn thrown drawn broken done gone shut "
    "hit had"
)
# Verbs in the past that do not end in "ed": a capital that "shut the banks" acts.
PAST_VERBS = _set(
    "shut hit put went spoke wrote knew thought got lost won paid met broke stood drew threw let "
    "built sought brought bought fought taught felt left led sold drove grew rose chose swore laid "
    "struck ran withdrew forbade undid upheld withheld overthrew foresaw"
)
CITY_NOUNS = _set(
    "street streets airport mayor suburb suburbs resident residents square museum metro subway "
    "hospital hospitals university outskirts centre center district districts neighbourhood "
    "neighborhood neighbourhoods neighborhoods embassy stadium port station skyline population "
    "weather hotel hotels cathedral mosque church theatre theater zoo traffic slums east west "
    "north south northern southern eastern western downtown palace main old largest"
)
# What a state does or has in its dealings, so that "Russian ___" speaks of the state as actor.
ACT_NOUNS = _set(
    "invasion attack attacks strike strikes airstrike airstrikes raid raids offensive assault "
    "assaults aggression incursion incursions bombing bombings bombardment shelling occupation "
    "annexation blockade embargo sanction sanctions threat threats warning warnings demand demands "
    "proposal proposals offer offers ultimatum response retaliation reprisals accusation "
    "accusations allegations claim claims denial refusal rejection pressure aid assistance support "
    "intervention withdrawal retreat buildup mobilisation mobilization deployment exercise "
    "exercises drills manoeuvres maneuvers action actions policy policies diplomacy talks "
    "negotiations mediation concession concessions promise promises pledge pledges request "
    "requests call calls statement statements announcement condemnation criticism veto vote "
    "ambition ambitions plan plans decision move moves effort efforts involvement interference "
    "meddling influence espionage hacking cyberattack cyberattacks test tests launch launches "
    "expulsion expulsions guarantees assurances position stance view views interests concerns "
    "relations ties border territory airspace waters sovereignty control rule propaganda "
    "provocation provocations crackdown operation operations campaign"
)
# Machines that fight: with a state's name before them they are its armed forces.
HARDWARE = _set(
    "aircraft plane planes warplane warplanes warship warships tank tanks missile missiles jet "
    "jets drone drones "
    "destroyer destroyers frigate frigates submarine submarines bomber bombers fighter artillery "
    "helicopter helicopters gunboat gunboats battleship battleships rockets brigade brigades "
    "battalion battalions regiment regiments squadron paratroopers commandos infantry marines"
)
# Belongings that are attacked, seized, shut out or sent for their state: "shelled Indian posts".
ASSETS = _set(
    "post posts outpost outposts position positions base bases line lines trench trenches gun guns "
    "patrol patrols convoy convoys garrison garrisons trawler trawlers boat boats ship ships "
    "vessel vessels tanker tankers freighter freighters ferry crew crews airliner airliners "
    "fleet ports port airport airports airfield airfields airspace embassy consulate mission soil "
    "islet islets shipping cargo cargoes oil gas grain wheat beef goods exports imports firms firm "
    "companies company banks bank assets towns town villages village barracks shore coast airmen "
    "radar network networks nationals citizens prisoners hostages families fishermen settlers "
    "refugees migrants workers miners students teachers engineers advisers instructors gunners "
    "pilots sailors crewmen conscripts recruits envoys hosts guests neighbour neighbours"
)
# Ordinary words that are also surnames or capitals: never an actor on their own.
ORDINARY = _set(
    "may male nice us it who is an will hope grant price king law long short young old brown black "
    "white green gray grey hunt straw hill cook bishop major blunt ban wolf fox rose "
    "mark frank grace faith love case day best church wood stone field ford park lake bank bell "
    "baker carter cooper fisher mason potter taylor turner smith china sun moon moran reach more "
    "gore fell power powers rush sharp swift so son song can do go he hu she me no on or to too "
    "general marshal prince duke earl pope hague north south east west santiago victoria kingston "
    "john george michael paul peter david james thomas charles martin robert simon alexander"
)
ROLES_FIRST = (
    "president", "supreme leader", "prime minister", "chancellor", "premier", "king", "queen",
    "emperor", "emir", "sultan", "pope", "general secretary", "first secretary", "leader",
    "secretary-general", "high representative", "secretary of state", "foreign minister",
    "foreign secretary", "secretary of defense", "defence minister", "defence secretary",
    "acting president", "crown prince", "vice president",
)  # fmt: skip
ROLE_GROUPS = (
    _set("president acting_president"),
    _set("prime_minister premier chancellor"),
    _set("foreign_minister foreign_secretary secretary_of_state external_affairs_minister"),
    _set("defence_minister defence_secretary secretary_of_defense defence_chief"),
    _set("supreme_leader leader general_secretary first_secretary"),
    _set("secretary-general secretary_general"),
    _set("national_security_adviser national_security_advisor"),
)
# Titles that no office row need name: word → (role, sector).
TITLES = {
    "president": ("president", "GOV"), "prime minister": ("prime minister", "GOV"),
    "premier": ("premier", "GOV"), "chancellor": ("chancellor", "GOV"),
    "foreign minister": ("foreign minister", "GOV"),
    "minister of foreign affairs": ("foreign minister", "GOV"),
    "minister for foreign affairs": ("foreign minister", "GOV"),
    "foreign affairs minister": ("foreign minister", "GOV"),
    "external affairs minister": ("foreign minister", "GOV"),
    "defense minister": ("defence minister", "GOV"),
    "defence minister": ("defence minister", "GOV"),
    "minister of defense": ("defence minister", "GOV"),
    "minister of defence": ("defence minister", "GOV"),
    "defense secretary": ("secretary of defense", "GOV"),
    "secretary of defense": ("secretary of defense", "GOV"),
    "secretary of state": ("secretary of state", "GOV"),
    "foreign secretary": ("foreign secretary", "GOV"),
    "defence secretary": ("defence secretary", "GOV"),
    "interior minister": ("interior minister", "GOV"),
    "finance minister": ("finance minister", "GOV"), "minister": ("minister", "GOV"),
    "vice president": ("vice president", "GOV"),
    "deputy foreign minister": ("deputy foreign minister", "GOV"),
    "deputy prime minister": ("deputy prime minister", "GOV"), "king": ("king", "GOV"),
    "queen": ("queen", "GOV"), "emir": ("emir", "GOV"), "sultan": ("sultan", "GOV"),
    "crown prince": ("crown prince", "GOV"), "pope": ("pope", "REL"),
    "supreme leader": ("supreme leader", "GOV"), "secretary general": ("secretary-general", "GOV"),
    "ambassador": ("ambassador", "GOV"), "envoy": ("envoy", "GOV"),
    "special envoy": ("special envoy", "GOV"), "spokesman": ("spokesperson", "GOV"),
    "spokeswoman": ("spokesperson", "GOV"), "spokesperson": ("spokesperson", "GOV"),
    "national security adviser": ("national security adviser", "GOV"),
    "national security advisor": ("national security adviser", "GOV"),
    "chief negotiator": ("chief negotiator", "GOV"), "leader": ("leader", "GOV"),
    "head of state": ("head of state", "GOV"), "head of government": ("head of government", "GOV"),
    "governor": ("governor", "GOV"), "mayor": ("mayor", "GOV"), "senator": ("senator", "LEG"),
    "general": ("general", "MIL"), "gen": ("general", "MIL"), "lt gen": ("general", "MIL"),
    "maj gen": ("general", "MIL"), "admiral": ("admiral", "MIL"), "adm": ("admiral", "MIL"),
    "colonel": ("colonel", "MIL"), "col": ("colonel", "MIL"), "marshal": ("marshal", "MIL"),
    "captain": ("captain", "MIL"), "major": ("major", "MIL"), "capt": ("captain", "MIL"),
    "lieutenant": ("lieutenant", "MIL"), "sergeant": ("sergeant", "MIL"),
    "brigadier": ("brigadier", "MIL"), "adviser": ("adviser", "GOV"),
    "advisor": ("adviser", "GOV"), "negotiator": ("negotiator", "GOV"),
    "special representative": ("special representative", "GOV"),
    "sen": ("senator", "LEG"), "gov": ("governor", "GOV"), "rep": ("representative", "LEG"),
}  # fmt: skip
PLURAL_TITLES = {
    "presidents": "president", "prime ministers": "prime minister",
    "foreign ministers": "foreign minister", "defence ministers": "defence minister",
    "defense ministers": "defence minister", "leaders": "leader", "ministers": "minister",
    "finance ministers": "finance minister", "envoys": "envoy", "ambassadors": "ambassador",
    "heads of state": "head of state", "heads of government": "head of government",
    "negotiators": "negotiator", "generals": "general",
}  # fmt: skip
# Ranks say little alone ("general" is an adjective); they count only before a name.
RANKS = _set(
    "general gen lt maj major admiral adm colonel col marshal sen gov rep king queen pope captain "
    "capt lieutenant sergeant brigadier commodore sheikh sheik"
)
# Nouns for the parties just named, which coreference resolves.
RELATIONAL = _set(
    "side sides country countries capital capitals nation nations party parties neighbour "
    "neighbours neighbor neighbors state states counterpart counterparts people"
)
# Surnames so common that the bearer's state must be named too.
COMMON_SURNAMES = _set(
    "abdullah ali ahmed hassan hussein mohammed muhammad khan kim lee li wang chen park shah singh "
    "rice bush moon johnson"
)
OTHERS = _set("allies ally partner partners neighbour neighbours neighbor neighbors rival rivals")
# The states of an organisation: "NATO allies"; a state's own allies are others than itself.
BELONGING = _set("allies members countries states nations governments capitals partners powers")
# Nouns for people of whatever body is named before them: "an intelligence agency officer".
OF_ANY_BODY = _set("officer officers chief chiefs agent agents source sources")
# Roles that say nothing of the sector: a "church leader" is of the church.
GENERIC_ROLES = _set("leader spokesperson envoy negotiator adviser minister")
# Sectors whose nouns act in quarrels of states even without a state's name before them.
FREE_SECTORS = _set("GOV MIL COP REB SPY UAF OPP LEG JUD PRM PRE CVL JRN")
# Bodies that count only after their state: "the Mexican National Guard".
BODIES = {
    "guard": "MIL", "guards": "MIL", "fleet": "MIL", "corps": "MIL", "command": "MIL",
    "ministry": "GOV", "department": "GOV", "agency": "GOV", "council": "GOV", "bureau": "GOV",
    "commission": "GOV", "delegation": "GOV", "embassy": "GOV", "consulate": "GOV",
    "administration": "GOV", "cabinet": "GOV", "office": "GOV", "bank": "GOV", "court": "JUD",
    "senate": "LEG", "congress": "LEG", "parliament": "LEG", "assembly": "LEG", "duma": "LEG",
    "party": "PTY", "side": "GOV", "regime": "GOV", "leadership": "GOV",
}  # fmt: skip
SENT_TO = _set("ambassador ambassadors envoy envoys representative delegate emissary mission")
# Longer names that swallow a state's name and are no state: seas, wars, firms, papers, regions.
TRAPS = (
    "China Sea", "Korean War", "Vietnam War", "Iraq War", "Gulf War", "Cold War", "Iran-Iraq War",
    "Bank of America", "Voice of America", "Church of England", "Battle of Britain",
    "New York Times", "Washington Post", "Washington Times", "Washington Monument",
    "Washington D.C.", "Moscow Times", "China Daily", "Global Times", "Japan Times",
    "Times of India", "Jerusalem Post", "Irish Times", "Paris Saint-Germain", "Manchester United",
    "Royal Dutch", "Latin American", "South American", "North American", "Central American",
    "African American", "African Americans", "Native American", "Native Americans",
    "American Airlines", "British Airways", "British Petroleum", "Air France", "Air India",
    "Air China", "Paris Climate Agreement", "Paris Agreement", "Geneva Conventions",
    "Vienna Convention", "Minsk agreement", "Minsk accords", "Oslo accords", "Brussels sprouts",
    "Statue of Liberty", "World Cup", "French fries", "Turkish bath", "Guinea pig",
    "Peru, Indiana", "Lebanon, Pennsylvania", "Warsaw Ghetto", "Panama hat", "Panama Papers",
    "Russian roulette", "Latin Americans",
)  # fmt: skip
# Signs that "Georgia" is the American state, and that it is the country.
GEORGIA_STATE = _set(
    "atlanta savannah alabama florida tennessee carolina virginia texas ohio arizona michigan "
    "pennsylvania wisconsin nevada louisiana mississippi kemp fulton macon athens augusta sheriff"
)
GEORGIA_COUNTRY = _set(
    "tbilisi georgian georgians abkhazia ossetia saakashvili caucasus russia russian moscow "
    "armenia azerbaijan shevardnadze batumi adjara gori ivanishvili ukraine moldova"
)
CHECKED_NAMES = {"georgia": (GEORGIA_STATE, GEORGIA_COUNTRY)}
