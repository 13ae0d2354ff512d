import type { Encoding } from './reading';

/** A language written with an alphabet: names and words as they stand in lists of people, in lower case. */
export interface Alphabetic {
  /** Of those whose letters are alike, too. */
  readonly locales: readonly string[];
  readonly encodings: readonly Encoding[];
  /** How much rarer than the others it is, in bits. */
  readonly rarity?: number;
  readonly words: string;
}

/** A language written with thousands of characters: those of names and of the words around them. */
export interface Ideographic {
  readonly locales: readonly string[];
  readonly encodings: readonly Encoding[];
  /** Characters that surnames begin with, most frequent first. */
  readonly first: string;
  /** Characters of given names, companies and column names. */
  readonly common: string;
  /** Lead bytes of the characters that every school teaches, in the last of `encodings`. */
  readonly taught: readonly [first: number, last: number];
}

const WESTERN = ['windows-1252', 'macintosh'] as const;
const CENTRAL = ['windows-1250'] as const;
const CYRILLIC = ['windows-1251'] as const;

/** What the letters of a code page are judged by: how often one follows another in these words. */
export const ALPHABETIC: readonly Alphabetic[] = [
  {
    locales: ['de'],
    encodings: WESTERN,
    words:
      'müller jäger schäfer schröder krüger köhler könig böhm günther jürgen jörg bärbel käthe björn sören rüdiger größe straße gruß weiß groß voß heß österreich österle übersicht überall zürich münchen köln düsseldorf nürnberg lübeck würzburg göttingen bäcker gärtner förster schütz schütte hübner möller lühr krämer brückner brüder döring vögel zöllner lösung büro für gebäude gesellschaft verkäufe ärzte änderung götz häusler lüdke süß löwe bühler kühn wäsche schön höfer kästner fröhlich grün böttcher schwäbisch länger dörr völker rößler preuß strauß maß faß',
  },
  {
    locales: ['fr', 'ca'],
    encodings: WESTERN,
    words:
      'rené renée andré françois françoise hélène jérôme stéphane stéphanie éric élise élodie zoé chloé léa théo noël joël gaël raphaël michaël anaïs loïc benoît frédéric gérard thérèse geneviève irène lefèvre lefebvre bérénice cécile céline amélie aurélie valérie émilie étienne édouard agnès solène mélanie société prénom téléphone numéro adresse privé qualité hôtel théâtre forêt château côté garçon leçon français reçu père mère frère après près très être prêt fenêtre goût août île maître naïve maïs où cœur sœur œuvre bœuf béranger desprès barthélemy lévêque gauthier pâris jérémie régis rémy clément sébastien bénédicte inès ève québec genève orléans référence crédit développement général médecin pénélope dubé côme desgrées crêpe à là déjà voilà évêque évelyne énergie émile chrétien léger bélanger thériault mégane océane médéric',
  },
  {
    locales: ['es', 'gl'],
    encodings: WESTERN,
    words:
      'garcía gonzález rodríguez fernández lópez martínez sánchez pérez gómez martín jiménez hernández díaz álvarez muñoz gutiérrez suárez ramírez vázquez núñez ibáñez peña castaño nuñez ordóñez yáñez zúñiga josé maría jesús ángel andrés sofía lucía raúl óscar iván adrián víctor héctor inés mónica verónica belén íñigo begoña toñi compañía españa teléfono dirección número razón organización información electrónico correo méxico bogotá león córdoba málaga cádiz ávila nicolás tomás césar simón ramón joaquín agustín germán julián rubén fermín concepción asunción ascensión año niño señor señora mañana güell agüero argüelles pingüino cigüeña sí más según café también único avilés cortés chávez tobías matías elías',
  },
  {
    locales: ['pt'],
    encodings: WESTERN,
    words:
      'joão josé antónio antônio conceição assunção são magalhães guimarães simões gonçalves gonçalo mendonça lourenço araújo cândido ângela ângelo fátima márcia cláudia cláudio júlio júlia sérgio inês luís mário flávio patrícia letícia vitória andré tomé estêvão brandão falcão leitão galvão romão abraão informação organização direção endereço não então irmão mãe pão coração serviço praça graça cabeça comércio indústria número você três português avó avô câmara território brasília goiás amapá ceará paraíba açores évora óbidos lúcia lívia fábio múrcio rogério valério aurélio caçador gusmão ramalhão damião sebastião adão fonsêca mônica verônica telefónica eletrônico',
  },
  {
    locales: ['it'],
    encodings: WESTERN,
    words:
      'niccolò nicolò città società qualità attività università libertà novità più già così però perché poiché è caffè mosè noè giosuè lunedì venerdì sì dì cantù d’angelò dell’unità forlì canicattì cefalù virtù tribù gesù gioventù falcomatà calabrò cirrincionè lagalà cuppalà schirò ferrò mammì nardò salò pisanò corrà bonafè fedè muccilà crocè scalì marrù',
  },
  {
    locales: ['sv', 'fi'],
    encodings: WESTERN,
    words:
      'björn åsa åke håkan mårten göran jörgen sören märta västerås göteborg malmö åberg öberg ångström åström öström sjöberg sjögren sjöström söderberg söderström lindström bergström nyström hellström engström holmström björk björklund häggström hägglund högberg hällström nordström förnamn företag företagsnamn efternamn mejladress avdelning kåre pär pål jönsson månsson påhlsson ångman grönlund grönberg lönn älg ärlig sätt på får från räkning lägenhet öhman åkerman åhlund ström höglund hård ödman mäki mäkinen hämäläinen järvinen nyyssönen väinö päivi jääskeläinen yrjö äijälä räsänen määttä seppälä heikkilä mäkelä jyväskylä yhtiö sähköposti nimi puhelin hänninen kärkkäinen pöyry rönkä töyrylä leppänen väisänen pitkänen',
  },
  {
    locales: ['da', 'nb', 'nn', 'no'],
    encodings: WESTERN,
    words:
      'søren jørgen jørn bjørn bjørg mørk sørensen jørgensen møller nørgaard kjær kjærgaard ærø børge bøgh høj højgaard søgaard åse åge ålborg århus ågot øystein øyvind øivind østergaard østby ødegård hågen håkon pål ståle måns bårdsen størk strøm sjøberg grønn nygård solbø bø tromsø ålesund bodø malmø ørsted ørjan ås årdal hæge sæther ræder kræmer lærke træ æble ærlig virksomhed navn for på får først smørrebrød fødselsdag færøerne nærøy sæbø frøydis frøya brød køb løn rød sø ø tønder tønnesen hjørring lærer grøn gård gårdsplads køge sørlie kåre kårstø skårup blåbær',
  },
  {
    locales: ['is'],
    encodings: WESTERN,
    rarity: 4,
    words:
      'guðmundur guðrún sigurður þór þóra þórður þorsteinn björn björk jón jóhann jóhanna ólafur ólöf ágúst árni ásta ásgeir ástríður hrönn höskuldur sæmundur ægir æsa dagbjört fríða friðrik davíð ragnheiður ragnarsdóttir jónsdóttir guðjónsson þorláksson sigurðsson lárus lúðvík kristín márr óðinn örn ösp ýmir íris reykjavík ísland fyrirtæki nafn íslensk það við verð sími húsavík garðabær kópavogur',
  },
  {
    locales: ['et'],
    encodings: WESTERN,
    rarity: 3,
    words:
      'jõgi tõnis tõnu õnne õunapuu kõiv põder mägi pärn jääger rätsep lääne väli ülle üllar jüri kütt müürsepp göran öösel ettevõte ülikool võru põlva jõhvi mõtus tõll vändra sõnajalg kõrgessaar',
  },
  {
    locales: ['nl'],
    encodings: WESTERN,
    words:
      'daniël michaël raphaël israël noël joël zoë chloë loïs anaïs ingeborgh caféhouder coëlho patiënt reünie geïnd oriëntatie coöperatie financiën belgië italië ruïne één vóór renée andré josé hélène rené financiële eénmalig thérèse raphaëla rafaël daniëls michiëls',
  },
  {
    locales: ['en'],
    encodings: WESTERN,
    words:
      'o’brien o’connor o’neill o’reilly d’souza d’angelo l’oréal people’s customer’s it’s don’t café résumé zoë chloë seán siobhán róisín pádraig eóin ciarán niamh sinéad brontë beyoncé renée andré josé €500 “quoted” ‘quoted’ 1990–2000 — company’s company™ acme® 20°',
  },
  {
    locales: ['pl'],
    encodings: CENTRAL,
    words:
      'wiśniewski wójcik kamiński kamińska zieliński szymański woźniak dąbrowski kozłowski jabłoński kwiatkowski michał rafał michałowski paweł łukasz stanisław władysław bolesław małgorzata elżbieta grażyna bożena małolepszy łucja łódź łoś kraków gdańsk poznań wrocław częstochowa świętokrzyskie śląsk ślusarczyk śliwa świątek żaneta żak żuk żółty źródło ćwik ćwikła górski góra król krawczyk pająk zając błaszczyk głowacki pawłowski sokołowski piątek wróblewski jasiński sadowski bąk duda wieczorek imię nazwisko spółka firma adres hasło zamówienie usługi właściciel zarząd dział księgowość przemysław jędrzej jędrzejewski andrzej agnieszka józef róża zdzisław wacław mirosław jarosław radosław bartłomiej sławomir kaźmierczak mróz gąsior gąska pęk dębski wąsik bąkowski kępa gołąb gołębiowski wołek koń cichoń dłoń bieleń grudzień kmieć kołodziej tkaczyk olszański poznański czarnecki leśniak jeż cieśla cieślak późniak brzęczyszczykiewicz ślązak żebrowski',
  },
  {
    locales: ['cs'],
    encodings: CENTRAL,
    words:
      'jiří novák nováková dvořák dvořáková černý černá procházka kučera veselý horák němec němcová pokorný pospíšil růžička růžičková fiala sedláček doležal zeman kolář koláře čermák urban vaněk kříž krejčí šimek šťastný štěpán štěpánek šárka žaneta žižka tomáš lukáš ondřej matěj matouš vojtěch zdeněk luděk čeněk řehoř přemysl václav bohumil květa hůlka růžena zdeňka bořek bořivoj lubomír vladimír kateřina eliška tereza lenka říha řezníček příjmení jméno společnost telefon číslo město plzeň děčín ústí přerov třebíč kroměříž české brno účet ředitel oddělení žádost zákazník úřad šebesta mašek beneš bureš bartoš havlíček hrubý malý ježek ševčík vlček blažek hájek jelínek kadlec tichý beránek vávra žák čech čapek dušek hašek křížek mareš matoušek mička ptáček smrž soukup stejskal šafařík šídlo tůma valeš zděnek sýkora šíp říčný',
  },
  {
    locales: ['sk'],
    encodings: CENTRAL,
    words:
      'horváth kováč kováčová varga tóth nagy baláž molnár lukáč polák gajdoš hudák žiga šimko ľubomír ľudmila ľuboš ľuba ľudovít ľupták ďurica ďuriš ďurovič ťažký štefan štúr janík mikuláš matúš marián božena zdenka peter ján jozef tomáš žilina košice trenčín prešov nitra banská bystrica spoločnosť meno priezvisko telefón číslo mesto účet vážený kôň môj stôl vôňa kĺb stĺp vŕba mŕtvy bača bača ondrej juraj šťastný čierny čierna biely hruška chovanec oravec krajčí krajčír mäso päť pamäť jablčník hrnčiar lašut nemčok slovenská ľahký feľo poľský maľar kráľ kráľová',
  },
  {
    locales: ['hu'],
    encodings: CENTRAL,
    words:
      'nagy kovács tóth szabó horváth varga kiss molnár németh farkas balogh papp takács juhász lakatos mészáros oláh simon rácz fekete szilágyi török fehér balázs gál szűcs kocsis fodor pintér szalai sipos magyar lukács gulyás biró király lászló jászberényi jános józsef istván sándor ferenc zoltán gábor győző győr győri győrgy gyöngyi bőrönd erdős erdőhegyi vörös szőke szőllősi füredi fűzfa gyűrű gyula ödön őze ősz őrsi űr útja ágnes éva erzsébet katalin mária zsófia eszter dezső jenő ernő előd előnév szerző cégnév vezetéknév keresztnév név cím elérhetőség telefonszám ügyfél ügyvezető vevő igazgató főnök teréz borbála hegedűs hegedüs gergő székely kőszegi bűdi kőműves lőrincz lőwy fűtő péter pál béla géza kálmán tamás ádám dániel árpád ildikó enikő anikó ivett csenge csontos dömötör bene',
  },
  {
    locales: ['ro'],
    encodings: CENTRAL,
    words:
      'ionuţ ştefan ştefănescu ştefania ţepeş ţăran măndiţă mădălina cătălin cătălina răzvan sânziana bădescu brâncuşi brâncoveanu bălan bălaşa crăciun mănescu pătraşcu păun păunescu stănescu dănilă vasilică ionică rîşnov râşnov bucureşti braşov iaşi galaţi constanţa timişoara ploieşti târgu mureş piteşti bacău buzău suceavă societatea numele prenume adresă telefon localitate organizaţie aşezare ţară naţional român românia în înregistrare înalt mâine pâine sâmbătă duminică văcaru văduva lăcătuş moşneagu mureşan olteanu negruţ niţă niţu nistorică ghiţă gheorghiţă măruţă costică bogăţeanu câmpeanu pârvu pîrvu stângă tănase tănăsescu dumitraşcu iordăchescu petrişor florică luminiţa mihăiţă nicuşor dragoş doiniţa aniţei ţurcanu şerban şoimu relaţii informaţii funcţie instituţia asociaţia fundaţia staţiunea finanţe denumirea clienţi activităţi direcţia secţia şi ţi să că',
  },
  {
    locales: ['hr', 'bs', 'sl'],
    encodings: CENTRAL,
    words:
      'ivančić horvatić kovačević kovačić babić marić jurić novaković knežević vuković marković petrović nikolić jovanović đorđević đurić đurđica đuro đakovo ćosić ćiro čović čulić šarić šimić šimun šime žarko željko željka živković božić božidar matić perić tomić pavlović popović blažević lončar grgić bošnjak rukavina mišković miloš miloš uroš saša maša nataša dražen snežana slađana anđela anđelko nađa lučić lukač brnčić hrvoje zvonimir tvrtko prezime tvrtka društvo županija varaždin čakovec šibenik požega račun korisnik žiža lošinj krč vrč gašparović jurčić radić radošević stipić stipetić žagar mlinarić šoštarić kolarić filipović božičnik černe žnidarič krajnc zupančič kovačič hočevar mlakar štrukelj žagar kočevar urša špela jože matjaž blaž uroš tomaž',
  },
  {
    locales: ['ru'],
    encodings: CYRILLIC,
    words:
      'иванов иванова петров петрова сидоров смирнов кузнецов кузнецова попов васильев соколов михайлов новиков фёдоров морозов волков алексеев лебедев семёнов егоров павлов козлов степанов николаев орлов андреев макаров никитин захаров зайцев соловьёв борисов яковлев григорьев романов воробьёв сергеев фролов александров дмитриев королёв гусев киселёв ильин максимов поляков сорокин виноградов ковалёв белов медведев антонов тарасов жуков баранов филиппов комаров давыдов беляев герасимов богданов осипов сидоренко щербаков шевцов юдин юрий игорь сергей алексей дмитрий андрей михаил евгений николай владимир татьяна наталья ольга елена ирина светлана екатерина мария анна юлия людмила галина иванович сергеевна имя фамилия почта компания организация телефон адрес город москва должность отдел клиент электронная общество ограниченной ответственностью завод группа эдуард элеонора цой чернышёв хабаров объект подъём ли ким пак тен хан юн и в на',
  },
  {
    locales: ['uk', 'be'],
    encodings: CYRILLIC,
    words:
      'шевченко коваленко бондаренко ткаченко кравченко олійник шевчук коваль поліщук бондар ткачук мельник марченко лисенко савченко руденко петренко мороз клименко павленко кравчук кузьменко пономаренко василенко левченко харченко карпенко мельничук гаврилюк сидоренко юрій олексій сергій андрій дмитро михайло євген микола володимир олександр тетяна наталія ольга олена ірина світлана катерина марія ганна юлія людмила їжак їжакевич її єва єгор єфименко ґалаґан ґудзь київ львів харків одеса дніпро ім’я прізвище компанія пошта телефон адреса місто відділ клієнт організація підприємство україна українець сім’я об’єкт іваненко ілля ігор василь богдан ярослав зоряна оксана надія любов вікторія анастасія назва посада',
  },
  {
    locales: ['bg'],
    encodings: CYRILLIC,
    words:
      'иванов иванова георгиев георгиева димитров димитрова петров петрова николов стоянов стоянова христов тодоров тодорова илиев василев атанасов ангелов ангелова йорданов колев маринов маринова попов кръстев цветков цветкова желязков янев янков георги димитър петър александър христо тодор борислав красимир пламен мария елена десислава габриела йорданка цветелина гергана виктория име фамилия имейл фирма компания дружество телефон адрес град софия пловдив варна бургас българия български длъжност отдел търговия щерев щерева къров съвет първи върбанов',
  },
  {
    locales: ['sr', 'mk'],
    encodings: CYRILLIC,
    words:
      'јовановић петровић николић марковић ђорђевић стојановић илић станковић павловић милошевић јован јована јелена љиљана љубица љубомир његош душан ђурђа ђура ћирић ћосић џајић живковић живојин слађана снежана драган зоран горан милица милош никола стефан катарина марија ана иван име презиме предузеће фирма адреса телефон београд ниш нови сад србија електронска пошта трајковски ѓорѓи ѕвезда ќирил јосиф јаков јанковић',
  },
];

export const IDEOGRAPHIC: readonly Ideographic[] = [
  {
    locales: ['ja'],
    encodings: ['shift_jis', 'euc-jp'],
    first:
      '佐鈴高田渡伊山中小加吉斎松井木林清池橋阿森石前藤岡後長近村遠青坂福太西原三岩金中宮内竹上野河大酒今川工横柴谷北島本新平菅久市杉増桜千丸菊安須古水荒関南五片五堀秋甲落萩熊黒服丹栗辻古浅大本星矢土柳平児玉川馬樋早永児牧会氏名株有電住部担顧役東日国社姓備',
    common:
      '田藤山子木川本村野井中橋美島原一口佐林郎高崎谷岡石清沢水池森前上小大松西内東和長吉金平福部伊渡辺加斎後近遠青坂宮竹河酒今工横柴北新菅久市杉太夫雄恵真由明智幸男彦広裕之介人香奈代紀樹浩健哉也誠次三正弘博隆秀子美代恵里花優翔陽結愛菜葵蓮悠斗大輔翼拓海直純修茂勝洋則義昭剛賢仁哲亮涼章聡英俊信敏雅典克千晴絵理沙織佳亜希麻友純葉月桜咲萌彩乃桃凛株式会社有限商事工業製作所電機産銀行京阪名古屋都部課営開発総務支店氏名前会社話番号住所署役職担当者顧客組織様姓備考国際情報通信技術研究株日丸安須古荒関南二四五六七八九十百万円年月日時分車場店品売買物流建設不動保険病院学校教育大塚黒赤白桑片望星尾宇熊倉早武服牧堀増瀬矢柳土永飯馬浅栗浜江戸丹塩手児玉根津鶴嶋澤齋邊賀葵瞳功瑛啓颯七海斐羽落堀秋甲萩辻樋朗治夏冬春光希望心奈々圭司吾輝晃奏湊蒼琉悟諒陸岳丈伸穂鈴音琴莉璃那実帆',
    taught: [0xb0, 0xcf],
  },
  {
    locales: ['ko'],
    encodings: ['euc-kr'],
    first:
      '김이박최정강조윤장임한오서신권황안송류전홍고문양손배백허유남심노하곽성차주우구민진지엄채원천방공현함변염여추도소석선설마길연위표명기반왕금옥육인맹제모탁국어은편용예경봉사부메회이전담고직',
    common:
      '민수지영현준서진은정호성경미희연우재윤혜선상승원태동주하아유나빈석훈철용기종광병길순숙자옥란화예슬린규도건찬혁인이한국김박최강조장임오신권황안송류전홍고문양손배백허남심노식일춘복덕두만봉삼섭시실애열완욱웅은익중창천충택필학해향환효휘흥라람름솔빛별율채가구다리마바사소보름이메일회사주식이름번호부서화고객담당직급소울대산업술공제처리업체조직명책위임팀장과사원물류통신건설금융은행보험병원교육센터스템테크트코아그룹',
    taught: [0xb0, 0xc8],
  },
  {
    locales: ['zh-hans'],
    encodings: ['gb18030'],
    first:
      '王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤尹黎易常武乔贺赖龚文樊兰殷施陶洪翟安颜倪严牛温季俞章鲁葛伍韦申尤毕聂焦向柳邢路岳齐梅莫庄辛管祝左涂谷祁时舒耿詹关苗凌费纪盛童甄项曲游裴席卫查屈鲍覃霍翁甘景柏柯阮桂解柴车房边吉饶瞿古米池滕欧诸司姓公邮电部职客地联备名中上北广深',
    common:
      '伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玲华红梅建国文志玉晓春海燕云飞宇鹏辉斌波宁婷雪琳佳欣怡子涵梓轩浩然博俊雨诗嘉思王李张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆公司有限科技集团姓名邮箱电子件称客户部门话地址职位联系人备注手机北京上海广州深圳股份责任贸易网络信息服务发展工程设计投资管理实业天津重庆成都杭武汉南西安东山河江湖福建四川中新大小美光荣昌盛瑞祥德义仁智慧聪哲凯峰龙虎生永成长庆贵富全胜兵民心爱月蕾莉萍莹菲倩薇瑶悦晨阳旭亮亚男一航泽皓煜烨睿弘立果致远越彬君健立诚晗昊锦程鑫靖琪苑',
    taught: [0xb0, 0xd7],
  },
  {
    locales: ['zh-hant'],
    encodings: ['big5'],
    first:
      '陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾游彭詹胡施沈余盧梁趙顏柯翁魏孫戴范方宋鄧杜傅侯曹薛丁卓馬阮董溫唐藍蔣石古紀姚連馮歐程湯田康姜白汪鄒尤巫鐘黎涂龔嚴韓任尹熊金陸郝孔崔毛秦史顧孟龍段雷錢湯常武喬賀文駱關褚甘章凌童倪蘆梅鮑包司姓公電部職客地聯備名台臺北',
    common:
      '志明俊傑家豪淑芬美玲雅婷怡君冠宇宗翰建宏文雄惠欣佳穎詩涵承恩品妤陳林黃張李王吳劉蔡楊許鄭謝洪郭邱曾廖賴徐周葉蘇莊呂江何蕭羅高潘簡朱鍾彭胡沈余盧梁趙顏魏孫方宋公司股份有限科技姓名電子郵件信箱客戶部門話地址職稱聯絡人備註台灣臺北雄國際企業社工程貿易股東新竹南中桃園香港英華麗秀珍玉蘭梅鳳春月雲嬌金花貞瓊慧敏靜芳秋霞真如心安平信義仁和智偉強勇健成德榮昌盛正忠孝哲維柏廷彥廷瑋瑜萱茹蓉琪筱筑宜芷睿軒子晨恩語彤羽庭甄儀萍珊珮純瑩嘉育賢凱翔鴻仲威倫峰銘煌輝龍泰生永長進福祥順興隆財源水木火土山川石天地大小',
    taught: [0xa4, 0xc6],
  },
];
